import { inject, Injectable, signal } from '@angular/core';

import { Api } from '../../core/api/generated/api';
import { getProfile } from '../../core/api/generated/fn/posts/get-profile';
import type { Relation } from '../../core/api/generated/models/relation';

/** Whether the viewer follows the author of the post on the page. Null until it is known, or not asked. */
@Injectable()
export class AuthorRelation {
  readonly #api = inject(Api);
  readonly #relation = signal<Relation | null>(null);
  readonly relation = this.#relation.asReadonly();
  #handle: string | null = null;

  load(handle: string | null): void {
    if (handle === this.#handle) {
      return;
    }
    this.#handle = handle;
    this.#relation.set(null);
    if (handle !== null) {
      void this.#read(handle);
    }
  }

  async #read(handle: string): Promise<void> {
    try {
      const { viewer } = await this.#api.invoke(getProfile, { handle });
      if (this.#handle === handle) {
        this.#relation.set(viewer);
      }
    } catch {
      // The post is worth reading without the button.
    }
  }
}
