import { Location } from '@angular/common';
import { inject, Injectable } from '@angular/core';
import { Router } from '@angular/router';

/** The way to where one came from. */
@Injectable({ providedIn: 'root' })
export class WayBack {
  readonly #location = inject(Location);
  readonly #router = inject(Router);

  /** As the browser's Back; for those who came straight to this page, to the given one. */
  go(otherwise: string): void {
    const state: unknown = this.#location.getState();
    const isFromHere =
      typeof state === 'object' && state !== null && 'navigationId' in state && Number(state.navigationId) > 1;
    if (isFromHere) {
      this.#location.back();
    } else {
      void this.#router.navigateByUrl(otherwise, { replaceUrl: true });
    }
  }
}
