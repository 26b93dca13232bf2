import { computed, signal } from '@angular/core';

import { type ApiProblem, toApiProblem } from '../errors/api-problem';

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export type PagedStatus =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loading-more' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly problem: ApiProblem };

/** A list that comes in pages, one after the other. A restart makes answers to earlier requests void. */
export class PagedList<T> {
  readonly #load: (cursor: string | undefined) => Promise<Page<T>>;
  readonly #items = signal<readonly T[]>([]);
  readonly #status = signal<PagedStatus>({ kind: 'loading' });
  readonly #next = signal<string | null>(null);
  #round = 0;

  readonly items = this.#items.asReadonly();
  readonly status = this.#status.asReadonly();
  readonly isBusy = computed(() => this.#status().kind.startsWith('loading'));
  readonly problem = computed(() => {
    const status = this.#status();
    return status.kind === 'failed' ? status.problem : null;
  });
  readonly hasMore = computed(() => this.#next() !== null);
  readonly isEmpty = computed(() => this.#status().kind === 'ready' && this.#items().length === 0);
  /** Everything has come, and there was something. */
  readonly isAtEnd = computed(() => this.#status().kind === 'ready' && !this.hasMore() && this.#items().length > 0);

  constructor(load: (cursor: string | undefined) => Promise<Page<T>>) {
    this.#load = load;
  }

  /** Reads the first page anew. */
  async restart(): Promise<void> {
    this.#items.set([]);
    this.#next.set(null);
    this.#status.set({ kind: 'loading' });
    await this.#read(undefined);
  }

  /** Reads the next page; after a failure, the one that failed. */
  async more(): Promise<void> {
    if (this.isBusy()) {
      return;
    }
    const next = this.#next();
    if (next !== null) {
      this.#status.set({ kind: 'loading-more' });
      await this.#read(next);
    } else if (this.problem() !== null) {
      await this.restart();
    }
  }

  change(edit: (items: readonly T[]) => readonly T[]): void {
    this.#items.update(edit);
  }

  async #read(cursor: string | undefined): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    try {
      const page = await this.#load(cursor);
      if (round === this.#round) {
        this.#items.update((items) => [...items, ...page.items]);
        this.#next.set(page.next);
        this.#status.set({ kind: 'ready' });
      }
    } catch (error) {
      if (round === this.#round) {
        this.#status.set({ kind: 'failed', problem: toApiProblem(error) });
      }
    }
  }
}
