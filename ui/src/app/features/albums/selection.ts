import { computed, signal } from '@angular/core';

/** Which photos of a list are chosen, one by one or from one to another. */
export class Selection {
  readonly #ids = signal<ReadonlySet<string>>(new Set());
  readonly #isActive = signal(false);
  #anchor: string | null = null;

  readonly ids = this.#ids.asReadonly();
  readonly isActive = this.#isActive.asReadonly();
  readonly count = computed(() => this.#ids().size);

  start(): void {
    this.#isActive.set(true);
  }

  end(): void {
    this.#isActive.set(false);
    this.#ids.set(new Set());
    this.#anchor = null;
  }

  has(id: string): boolean {
    return this.#ids().has(id);
  }

  /** Turns one around, and remembers it as the start of a stretch. */
  toggle(id: string): void {
    const ids = new Set(this.#ids());
    if (!ids.delete(id)) {
      ids.add(id);
    }
    this.#ids.set(ids);
    this.#anchor = id;
  }

  /** Chooses everything from the last one turned to this one. */
  extendTo(id: string, order: readonly string[]): void {
    const from = this.#anchor === null ? -1 : order.indexOf(this.#anchor);
    const to = order.indexOf(id);
    if (from === -1 || to === -1) {
      this.toggle(id);
      return;
    }
    this.set([...this.#ids(), ...order.slice(Math.min(from, to), Math.max(from, to) + 1)]);
  }

  set(ids: readonly string[]): void {
    this.#ids.set(new Set(ids));
  }
}
