import { DOCUMENT, effect, inject, Injectable, signal } from '@angular/core';

export type ThemeChoice = 'system' | 'light' | 'dark';

const KEY = 'tintype.theme';

/** Light, dark, or whatever the system says; remembered. `theme-init.js` applies the choice before the first paint. */
@Injectable({ providedIn: 'root' })
export class Theme {
  readonly #root = inject(DOCUMENT).documentElement;
  readonly #choice = signal<ThemeChoice>(read());
  readonly choice = this.#choice.asReadonly();

  constructor() {
    effect(() => {
      const choice = this.#choice();
      if (choice === 'system') {
        this.#root.removeAttribute('data-theme');
      } else {
        this.#root.setAttribute('data-theme', choice);
      }
    });
    addEventListener('storage', (event) => {
      if (event.key === KEY) {
        this.#choice.set(read());
      }
    });
  }

  choose(choice: ThemeChoice): void {
    this.#choice.set(choice);
    try {
      if (choice === 'system') {
        localStorage.removeItem(KEY);
      } else {
        localStorage.setItem(KEY, choice);
      }
    } catch {
      // Storage may be forbidden; the choice lasts until the page is closed.
    }
  }
}

function read(): ThemeChoice {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    return 'system';
  }
}
