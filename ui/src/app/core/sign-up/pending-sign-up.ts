import { Injectable, signal } from '@angular/core';

const KEY = 'tintype.confirming';

/**
 * The account that waits for its code. The address survives a reload of the tab; the password, kept so that the
 * person need not type it again, is in memory only.
 */
@Injectable({ providedIn: 'root' })
export class PendingSignUp {
  readonly #email = signal(read());
  readonly email = this.#email.asReadonly();
  readonly #password = signal('');
  readonly password = this.#password.asReadonly();

  begin(email: string, password: string): void {
    this.#email.set(email);
    this.#password.set(password);
    try {
      sessionStorage.setItem(KEY, email);
    } catch {
      // Without storage a reload asks for the address again.
    }
  }

  end(): void {
    this.#email.set('');
    this.#password.set('');
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // Nothing was stored.
    }
  }
}

function read(): string {
  try {
    return sessionStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}
