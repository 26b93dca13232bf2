import { injectAsync, Injectable } from '@angular/core';

export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

/** A short message at the foot of the screen. The snack bar is fetched when the first one is shown. */
@Injectable({ providedIn: 'root' })
export class Toast {
  readonly #snackBar = injectAsync(() => import('@angular/material/snack-bar').then((module) => module.MatSnackBar));

  show(message: string, action?: ToastAction): void {
    void this.#open(message, action);
  }

  async #open(message: string, action?: ToastAction): Promise<void> {
    const bar = await this.#snackBar();
    const open = bar.open(message, action?.label, { duration: action ? 8000 : 4000, politeness: 'polite' });
    if (action) {
      open.onAction().subscribe(action.run);
    }
  }
}
