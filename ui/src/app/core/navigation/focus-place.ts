import { DOCUMENT, inject, Injectable } from '@angular/core';

/** Where the focus was on a page that is kept, so that who comes back with the keyboard goes on from there. */
@Injectable({ providedIn: 'root' })
export class FocusPlace {
  readonly #document = inject(DOCUMENT);
  readonly #places = new Map<string, WeakRef<Element>>();

  /** Called before the page of this address goes. */
  remember(url: string): void {
    const element = this.#document.activeElement;
    if (element !== null && element !== this.#document.body) {
      this.#places.set(url, new WeakRef(element));
    }
  }

  /** Called when a page is there again. False when it was not kept, or nothing had the focus. */
  restore(url: string): boolean {
    const element = this.#places.get(url)?.deref();
    this.#places.delete(url);
    if (!(element instanceof HTMLElement) || !element.isConnected) {
      return false;
    }
    element.focus({ preventScroll: true });
    return this.#document.activeElement === element;
  }
}
