import { inject, Injectable } from '@angular/core';

import { Session } from '../../core/session/session';
import { type Draft, isWorthKeeping, parseDraft } from './draft';

/** Keeps the draft of the signed-in person on this device. */
@Injectable({ providedIn: 'root' })
export class DraftStore {
  readonly #session = inject(Session);

  read(): Draft | null {
    return this.#try((key) => parseDraft(localStorage.getItem(key), Date.now())) ?? null;
  }

  write(draft: Draft): void {
    this.#try((key) => {
      if (isWorthKeeping(draft)) {
        localStorage.setItem(key, JSON.stringify(draft));
      } else {
        localStorage.removeItem(key);
      }
    });
  }

  clear(): void {
    this.#try((key) => {
      localStorage.removeItem(key);
    });
  }

  // Storage may be forbidden or full; a draft then lasts until the page is closed.
  #try<T>(action: (key: string) => T): T | undefined {
    const handle = this.#session.viewer()?.handle;
    if (handle === undefined) {
      return undefined;
    }
    try {
      return action(`tintype.draft.${handle}`);
    } catch {
      return undefined;
    }
  }
}
