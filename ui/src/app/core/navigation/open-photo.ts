import { Location } from '@angular/common';
import { inject, Injectable } from '@angular/core';
import { Router } from '@angular/router';

/**
 * The photo that fills the screen, kept in the address as `?photo=`: it can be linked to, and the browser's Back
 * closes it, as people expect on a phone. Provide it with the page, which reads the id as an input.
 */
@Injectable()
export class OpenPhoto {
  readonly #router = inject(Router);
  readonly #location = inject(Location);
  #isOpenedHere = false;

  open(id: string): void {
    this.#isOpenedHere = true;
    this.#go(id, false);
  }

  /** Another photo in the place of the open one. */
  turnTo(id: string | undefined): void {
    this.#go(id, true);
  }

  close(): void {
    if (this.#isOpenedHere) {
      this.#isOpenedHere = false;
      this.#location.back();
    } else {
      this.#go(undefined, true);
    }
  }

  #go(photo: string | undefined, replaceUrl: boolean): void {
    const queryParams = photo === undefined ? {} : { photo };
    void this.#router.navigate([], { queryParams, replaceUrl, scroll: 'manual' });
  }
}
