import { injectAsync, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';

import type { ConfirmQuestion } from './confirm-question';

/** Asks before something that cannot be taken back. */
@Injectable({ providedIn: 'root' })
export class Confirm {
  readonly #dialog = injectAsync(() => import('@angular/material/dialog').then((module) => module.MatDialog));

  async ask(question: ConfirmQuestion): Promise<boolean> {
    const [dialog, { ConfirmDialog }] = await Promise.all([this.#dialog(), import('./confirm-dialog')]);
    const open = dialog.open<unknown, ConfirmQuestion, boolean>(ConfirmDialog, {
      data: question,
      role: 'alertdialog',
      autoFocus: '.cancel',
    });
    return (await firstValueFrom(open.afterClosed(), { defaultValue: false })) === true;
  }
}
