import { inject, Injectable, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';

/** Page titles end in the name of the house. Pages that learn their name later call `set`. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  readonly #title = inject(Title);
  readonly #page = signal('');
  #unread = 0;

  /** The current page's own name, for announcing a navigation. */
  readonly page = this.#page.asReadonly();

  override updateTitle(snapshot: RouterStateSnapshot): void {
    this.set(this.buildTitle(snapshot) ?? '');
  }

  set(page: string): void {
    this.#page.set(page);
    this.#write();
  }

  setUnread(count: number): void {
    this.#unread = count;
    this.#write();
  }

  #write(): void {
    const page = this.#page();
    const name = page === '' ? 'Tintype' : `${page} · Tintype`;
    this.#title.setTitle(this.#unread > 0 ? `(${this.#unread}) ${name}` : name);
  }
}
