import { inject, Injectable } from '@angular/core';

import type { Profile } from '../../core/api/generated/models/profile';
import { Session } from '../../core/session/session';

const REMEMBERED = 20;

/** The people seen last, so that going from tab to tab shows no gap. Apart for each viewer, who may see different things. */
@Injectable({ providedIn: 'root' })
export class ProfileCache {
  readonly #session = inject(Session);
  readonly #profiles = new Map<string, Profile>();

  get(handle: string): Profile | null {
    return this.#profiles.get(this.#keyOf(handle)) ?? null;
  }

  put(profile: Profile): void {
    this.#profiles.set(this.#keyOf(profile.handle), profile);
    for (const oldest of [...this.#profiles.keys()].slice(0, -REMEMBERED)) {
      this.#profiles.delete(oldest);
    }
  }

  #keyOf(handle: string): string {
    return `${this.#session.viewer()?.handle ?? ''}/${handle}`;
  }
}
