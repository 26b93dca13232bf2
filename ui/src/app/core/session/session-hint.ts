import { Injectable } from '@angular/core';

const KEY = 'tintype.session';

/**
 * Remembers that a session cookie should exist, so that visitors who never signed in are spared a request that can
 * only be refused, and tells other tabs about a sign-out. It is a hint and holds no secret.
 */
@Injectable({ providedIn: 'root' })
export class SessionHint {
  isSet(): boolean {
    try {
      return localStorage.getItem(KEY) !== null;
    } catch {
      return true;
    }
  }

  set(): void {
    this.#write(() => {
      localStorage.setItem(KEY, '1');
    });
  }

  clear(): void {
    this.#write(() => {
      localStorage.removeItem(KEY);
    });
  }

  /** Removing the entry raises a `storage` event in every other tab. */
  onSignedOutElsewhere(callback: () => void): void {
    addEventListener('storage', (event) => {
      if (event.key === KEY && event.newValue === null) {
        callback();
      }
    });
  }

  #write(action: () => void): void {
    try {
      action();
    } catch {
      // Storage may be forbidden; the cookie alone decides then.
    }
  }
}
