import { inject, injectAsync, Injectable } from '@angular/core';
import { LiveAnnouncer } from '@angular/cdk/a11y';

export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

/** A short message at the foot of the screen. The snack bar is fetched when the first one is shown. */
@Injectable({ providedIn: 'root' })
export class Toast {
  readonly #announcer = inject(LiveAnnouncer);
  readonly #snackBar = injectAsync(() => import('@angular/material/snack-bar').then((module) => module.MatSnackBar));

  show(message: string, action?: ToastAction): void {
    void this.#open(message, action);
  }

  async #open(message: string, action?: ToastAction): Promise<void> {
    try {
      const bar = await this.#snackBar();
      const open = bar.open(message, action?.label, { duration: action ? 8000 : 4000, politeness: 'polite' });
      if (action) {
        open.onAction().subscribe(action.run);
      }
    } catch {
      // Offline, and the snack bar was never fetched: at least say it.
      await this.#announcer.announce(message);
    }
  }
}
