import { Injectable, signal } from '@angular/core';

/** Whether the browser believes that it has a network. */
@Injectable({ providedIn: 'root' })
export class Online {
  readonly #isOnline = signal(navigator.onLine);
  readonly isOnline = this.#isOnline.asReadonly();

  constructor() {
    addEventListener('online', () => {
      this.#isOnline.set(true);
    });
    addEventListener('offline', () => {
      this.#isOnline.set(false);
    });
  }
}
