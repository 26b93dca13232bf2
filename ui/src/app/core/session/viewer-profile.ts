import { effect, inject, Injectable, untracked } from '@angular/core';

import { Api } from '../api/generated/api';
import { getMe } from '../api/generated/fn/posts/get-me';
import { Session } from './session';

/** Completes the signed-in person with what only the profile knows: the picture, and a name changed since. */
@Injectable({ providedIn: 'root' })
export class ViewerProfile {
  readonly #api = inject(Api);
  readonly #session = inject(Session);

  constructor() {
    effect(() => {
      if (this.#session.isSignedIn()) {
        untracked(() => void this.#load());
      }
    });
  }

  async #load(): Promise<void> {
    try {
      const { name, avatarUrl } = await this.#api.invoke(getMe);
      this.#session.updateViewer({ name, avatarUrl });
    } catch {
      // The initials do.
    }
  }
}
