import { computed, DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type { Subscription } from 'rxjs';

import { Api } from '../../core/api/generated/api';
import { deletePhoto } from '../../core/api/generated/fn/media/delete-photo';
import { newIdempotencyKey } from '../../core/api/idempotency-key';
import { toApiProblem } from '../../core/errors/api-problem';
import { Online } from '../../core/network/online';
import { PhotoUpload, type UploadStep } from '../../core/upload/photo-upload';
import { forgetPreview, makePreview } from './preview';
import { reorder } from './reorder';
import { retryDelay } from './retry-delay';
import { isUnderWay, readyPhoto, type UploadItem, type UploadState } from './upload-item';

const AT_ONCE = 3;

/** What the queue keeps of a file while it is on its way. */
interface Sending {
  key: string;
  attempt: number;
  request?: Subscription;
  timer?: ReturnType<typeof setTimeout>;
}

/**
 * Photos on their way to the server: three at a time, in the order of the list. What passes (a busy server, a lost
 * network) is tried again by itself under the same key, so that no photo arrives twice. Provide it with the page.
 */
@Injectable()
export class UploadQueue {
  readonly #upload = inject(PhotoUpload);
  readonly #api = inject(Api);
  readonly #online = inject(Online);
  readonly #items = signal<readonly UploadItem[]>([]);
  readonly #sendings = new Map<string, Sending>();
  #nextId = 0;

  readonly items = this.#items.asReadonly();
  readonly isUnderWay = computed(() => this.#items().some(isUnderWay));
  readonly failed = computed(() => this.#items().filter(({ state }) => state.kind === 'failed'));
  readonly readyPhotos = computed(() => this.#items().flatMap((item) => readyPhoto(item) ?? []));

  constructor() {
    effect(() => {
      const isOnline = this.#online.isOnline();
      untracked(() => {
        if (isOnline) {
          this.#resume();
        } else {
          this.#pause();
        }
      });
    });
    inject(DestroyRef).onDestroy(() => {
      this.clear();
    });
  }

  add(files: readonly File[]): void {
    const added = files.map((file): UploadItem => {
      this.#nextId += 1;
      const { name, size } = file;
      return { id: `${this.#nextId}`, name, size, file, preview: null, alt: '', state: { kind: 'waiting' } };
    });
    this.#items.update((items) => [...items, ...added]);
    for (const item of added) {
      this.#sendings.set(item.id, { key: newIdempotencyKey(), attempt: 0 });
      void this.#draw(item);
    }
    this.#startNext();
  }

  /** Puts photos that the server already has at the start of the list. */
  restore(items: readonly Omit<UploadItem, 'id' | 'file'>[]): void {
    const restored = items.map((item) => {
      this.#nextId += 1;
      return { ...item, id: `${this.#nextId}`, file: null };
    });
    this.#items.update((present) => [...restored, ...present]);
  }

  has(file: File): boolean {
    return this.#items().some(
      (item) => item.name === file.name && item.size === file.size && item.file?.lastModified === file.lastModified,
    );
  }

  describe(id: string, alt: string): void {
    this.#change(id, { alt });
  }

  move(from: number, to: number): void {
    this.#items.update((items) => reorder(items, from, to));
  }

  retry(id: string): void {
    const sending = this.#sendings.get(id);
    if (sending) {
      clearTimeout(sending.timer);
      sending.attempt = 0;
      this.#setState(id, { kind: 'waiting' });
      this.#startNext();
    }
  }

  retryFailed(): void {
    for (const { id, state } of this.failed()) {
      if (state.kind === 'failed' && state.canRetry) {
        this.retry(id);
      }
    }
  }

  /** Cancels what is on its way, and takes back what had arrived. */
  remove(id: string): void {
    const item = this.#items().find((one) => one.id === id);
    if (!item) {
      return;
    }
    this.#forget(item);
    this.#items.update((items) => items.filter((one) => one.id !== id));
    const photo = readyPhoto(item);
    if (photo) {
      // Nothing shows it; if this fails, the server clears it away within a day.
      this.#api.invoke(deletePhoto, { photoId: photo.id }).catch(() => undefined);
    }
    this.#startNext();
  }

  /** Empties the list and stops what is on its way. What has arrived stays on the server. */
  clear(): void {
    for (const item of this.#items()) {
      this.#forget(item);
    }
    this.#items.set([]);
  }

  #startNext(): void {
    const busy = this.#items().filter(({ state }) => state.kind === 'sending' || state.kind === 'developing').length;
    const waiting = this.#items().filter(({ state }) => state.kind === 'waiting');
    for (const item of waiting.slice(0, Math.max(0, AT_ONCE - busy))) {
      this.#start(item);
    }
  }

  #start({ id, file }: UploadItem): void {
    const sending = this.#sendings.get(id);
    if (!sending || !file) {
      return;
    }
    if (!this.#online.isOnline()) {
      this.#setState(id, { kind: 'offline' });
      return;
    }
    sending.attempt += 1;
    this.#setState(id, { kind: 'sending', sent: 0 });
    sending.request = this.#upload.send(file, sending.key).subscribe({
      next: (step) => {
        this.#onStep(id, step);
      },
      error: (error: unknown) => {
        this.#onError(id, sending, error);
      },
    });
  }

  #onStep(id: string, step: UploadStep): void {
    if ('photo' in step) {
      this.#sendings.delete(id);
      const { id: photoId, width, height } = step.photo;
      this.#setState(id, { kind: 'ready', photo: { id: photoId, width, height } });
      this.#startNext();
    } else {
      this.#setState(id, step.sent < 1 ? { kind: 'sending', sent: step.sent } : { kind: 'developing' });
    }
  }

  #onError(id: string, sending: Sending, error: unknown): void {
    const problem = toApiProblem(error);
    const delay = retryDelay(problem, sending.attempt);
    if (problem.isNetwork && !this.#online.isOnline()) {
      sending.attempt = 0;
      this.#setState(id, { kind: 'offline' });
    } else if (delay !== null) {
      this.#setState(id, { kind: 'resting', until: Date.now() + delay, reason: problem.message });
      sending.timer = setTimeout(() => {
        this.#setState(id, { kind: 'waiting' });
        this.#startNext();
      }, delay);
    } else {
      if (problem.status === 409) {
        sending.key = newIdempotencyKey();
      }
      const canRetry = ![413, 415, 422].includes(problem.status);
      this.#setState(id, { kind: 'failed', reason: problem.message, canRetry });
    }
    this.#startNext();
  }

  #pause(): void {
    for (const { id, state } of this.#items()) {
      const sending = this.#sendings.get(id);
      if (sending && state.kind !== 'failed') {
        sending.request?.unsubscribe();
        clearTimeout(sending.timer);
        this.#setState(id, { kind: 'offline' });
      }
    }
  }

  #resume(): void {
    for (const { id, state } of this.#items()) {
      if (state.kind === 'offline') {
        this.#setState(id, { kind: 'waiting' });
      }
    }
    this.#startNext();
  }

  async #draw({ id, file }: UploadItem): Promise<void> {
    const preview = file && (await makePreview(file));
    if (preview && this.#items().some((item) => item.id === id)) {
      this.#change(id, { preview });
    } else {
      forgetPreview(preview);
    }
  }

  #forget(item: UploadItem): void {
    const sending = this.#sendings.get(item.id);
    sending?.request?.unsubscribe();
    clearTimeout(sending?.timer);
    this.#sendings.delete(item.id);
    forgetPreview(item.preview);
  }

  #setState(id: string, state: UploadState): void {
    this.#change(id, { state });
  }

  #change(id: string, change: Partial<UploadItem>): void {
    this.#items.update((items) => items.map((item) => (item.id === id ? { ...item, ...change } : item)));
  }
}
