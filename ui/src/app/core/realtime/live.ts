import { DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { Subject } from 'rxjs';

import { Online } from '../network/online';
import { Session } from '../session/session';
import { backoffMs } from './backoff';
import { type LiveMessage, parseLiveMessage } from './live-message';

export type LiveState = 'off' | 'connecting' | 'open' | 'waiting';

/**
 * The live connection: open while somebody is signed in and the network is there, and tried again with growing pauses
 * when it drops. The token travels as a subprotocol because addresses end up in logs.
 */
@Injectable({ providedIn: 'root' })
export class Live {
  readonly #session = inject(Session);
  readonly #online = inject(Online);
  readonly #state = signal<LiveState>('off');
  readonly #messages = new Subject<LiveMessage>();
  #socket: WebSocket | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;
  #generation = 0;

  readonly state = this.#state.asReadonly();
  readonly messages = this.#messages.asObservable();

  constructor() {
    effect(() => {
      const wanted = this.#session.isSignedIn() && this.#online.isOnline();
      untracked(() => {
        this.#close();
        if (wanted) {
          void this.#open();
        }
      });
    });
    inject(DestroyRef).onDestroy(() => {
      this.#close();
    });
  }

  async #open(): Promise<void> {
    const generation = ++this.#generation;
    this.#state.set('connecting');
    let token: string | null = null;
    try {
      token = await this.#session.token();
    } catch {
      // The network is away; the next try comes from the timer.
    }
    if (generation !== this.#generation) {
      return;
    }
    if (token === null) {
      this.#retry();
      return;
    }
    const address = new URL('/ws', location.href);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(address, ['tintype.v1', `bearer.${token}`]);
    this.#socket = socket;
    socket.onopen = () => {
      this.#attempt = 0;
      this.#state.set('open');
    };
    socket.onmessage = (event) => {
      const message = parseLiveMessage(event.data);
      if (message !== null) {
        this.#messages.next(message);
      }
    };
    socket.onclose = () => {
      if (this.#socket === socket) {
        this.#socket = null;
        this.#retry();
      }
    };
  }

  #retry(): void {
    if (!this.#session.isSignedIn()) {
      this.#state.set('off');
      return;
    }
    this.#state.set('waiting');
    this.#timer = setTimeout(() => void this.#open(), backoffMs(this.#attempt++));
  }

  #close(): void {
    this.#generation += 1;
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#attempt = 0;
    this.#state.set('off');
  }
}
