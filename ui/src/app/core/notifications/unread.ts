import { effect, inject, Injectable, signal, untracked } from '@angular/core';

import { Api } from '../api/generated/api';
import { listNotifications } from '../api/generated/fn/notifications/list-notifications';
import { PageTitle } from '../navigation/page-title';
import { Live } from '../realtime/live';
import { Session } from '../session/session';

/** How many notifications wait: counted by the server at the start and after a pause, kept up by the live connection. */
@Injectable({ providedIn: 'root' })
export class Unread {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly #live = inject(Live);
  readonly #pageTitle = inject(PageTitle);
  readonly #count = signal(0);
  readonly count = this.#count.asReadonly();

  constructor() {
    effect(() => {
      const isSignedIn = this.#session.isSignedIn();
      const isConnecting = this.#live.state() === 'connecting';
      untracked(() => {
        if (!isSignedIn) {
          this.#count.set(0);
        } else if (!isConnecting) {
          void this.#load();
        }
      });
    });
    effect(() => {
      this.#pageTitle.setUnread(this.#count());
    });
    this.#live.messages.subscribe((message) => {
      if (message.type === 'notification') {
        this.#count.update((count) => count + 1);
      }
    });
  }

  set(count: number): void {
    this.#count.set(count);
  }

  // Asked again whenever the live connection opens: what came while it was away was not pushed.
  async #load(): Promise<void> {
    try {
      const { unread } = await this.#api.invoke(listNotifications, { limit: 1 });
      this.#count.set(unread);
    } catch {
      // A badge is not worth an error message.
    }
  }
}
