import { injectAsync, Injectable } from '@angular/core';

/** A short message at the foot of the screen. The snack bar is fetched when the first one is shown. */
@Injectable({ providedIn: 'root' })
export class Toast {
  readonly #snackBar = injectAsync(() => import('@angular/material/snack-bar').then((module) => module.MatSnackBar));

  show(message: string): void {
    void this.#open(message);
  }

  async #open(message: string): Promise<void> {
    const bar = await this.#snackBar();
    bar.open(message, undefined, { duration: 4000, politeness: 'polite' });
  }
}
