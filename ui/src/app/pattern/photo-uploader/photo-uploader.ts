import { LiveAnnouncer } from '@angular/cdk/a11y';
import { CdkDrag, type CdkDragDrop, CdkDropList } from '@angular/cdk/drag-drop';
import {
  afterNextRender,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  resource,
  signal,
  untracked,
} from '@angular/core';

import { Api } from '../../core/api/generated/api';
import { getPhotoLimits } from '../../core/api/generated/fn/media/get-photo-limits';
import { toApiProblem } from '../../core/errors/api-problem';
import { Icon } from '../../ui/icon/icon';
import { ErrorState } from '../../ui/lists/error-state';
import { Skeleton } from '../../ui/lists/skeleton';
import { checkFiles, type Refusal } from './check-files';
import { DropZone } from './drop-zone';
import { sizeWords, typeNames } from './photo-limits';
import { UploadCard } from './upload-card';
import type { UploadItem } from './upload-item';
import { UploadQueue } from './upload-queue';

/** Chooses photos and sends them, with everything that can go wrong on the way. The page provides the queue. */
@Component({
  selector: 'tt-photo-uploader',
  imports: [CdkDrag, CdkDropList, DropZone, ErrorState, Icon, Skeleton, UploadCard],
  templateUrl: './photo-uploader.html',
  styleUrl: './photo-uploader.css',
})
export class PhotoUploader {
  /** How many photos may stand in the list; as many as a post takes by default. */
  readonly most = input<number | null>(null);
  /** With a description for each, and an order. */
  readonly isDescribable = input(true);

  protected readonly queue = inject(UploadQueue);
  protected readonly refused = signal<readonly Refusal[]>([]);
  protected readonly limits = resource({ loader: () => this.api.invoke(getPhotoLimits) });
  protected readonly limitsProblem = computed(() => {
    const error = this.limits.error();
    return error === undefined ? null : toApiProblem(error).message;
  });
  protected readonly room = computed(() => {
    const limits = this.limits.hasValue() ? this.limits.value() : null;
    return this.most() ?? limits?.photosPerPost ?? 0;
  });
  protected readonly limitWords = computed(() => {
    if (!this.limits.hasValue()) {
      return '';
    }
    const { types, maxBytes, maxPixels } = this.limits.value();
    const megapixels = Math.floor(maxPixels / 1e6);
    return $localize`${typeNames(types)}:types:, up to ${sizeWords(maxBytes)}:size: and ${megapixels}:megapixels: megapixels each, ${this.room()}:count: photos at a time.`;
  });
  protected readonly quotaWords = computed(() => {
    const quota = this.limits.hasValue() ? this.limits.value().quota : null;
    return quota && quota.photosLeft < 50
      ? $localize`You can upload ${quota.photosLeft}:left: more photos in these 24 hours.`
      : '';
  });
  protected readonly retryable = computed(
    () => this.queue.failed().filter(({ state }) => state.kind === 'failed' && state.canRetry).length,
  );

  private readonly api = inject(Api);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  constructor() {
    this.announceArrivals();
  }

  protected async take(files: readonly File[]): Promise<void> {
    if (!this.limits.hasValue()) {
      return;
    }
    const limits = this.limits.value();
    const left = Math.min(
      this.room() - this.queue.items().length,
      limits.quota?.photosLeft ?? Number.POSITIVE_INFINITY,
    );
    const { accepted, refused } = await checkFiles(files, limits, {
      left,
      most: this.room(),
      isKnown: (file) => this.queue.has(file),
    });
    this.refused.set(refused);
    this.queue.add(accepted);
  }

  protected drop({ previousIndex, currentIndex }: CdkDragDrop<unknown>): void {
    this.move(previousIndex, currentIndex);
  }

  protected move(from: number, to: number): void {
    const items = this.queue.items();
    const item = items[from];
    const place = Math.min(Math.max(to, 0), items.length - 1);
    if (!item || place === from) {
      return;
    }
    const focused = document.activeElement;
    this.queue.move(from, place);
    void this.announcer.announce(
      $localize`${item.name}:name: is now photo ${place + 1}:place: of ${items.length}:count:.`,
    );
    // The list was moved around the control: give it the focus back, or its opposite when it has come to an end.
    afterNextRender(() => this.refocus(focused), { injector: this.injector });
  }

  protected remove({ id, name }: UploadItem): void {
    const index = this.queue.items().findIndex((item) => item.id === id);
    this.queue.remove(id);
    void this.announcer.announce($localize`${name}:name: is removed.`);
    afterNextRender(
      () => {
        const cards = this.host.querySelectorAll<HTMLElement>('tt-upload-card');
        const next = cards[Math.min(index, cards.length - 1)];
        const target = next?.querySelector<HTMLElement>('.tools button:last-of-type');
        (target ?? this.host.querySelector<HTMLElement>('tt-drop-zone button'))?.focus();
      },
      { injector: this.injector },
    );
  }

  private refocus(focused: Element | null): void {
    if (!(focused instanceof HTMLElement) || !this.host.contains(focused)) {
      return;
    }
    if (focused instanceof HTMLButtonElement && focused.disabled) {
      const opposite = focused.dataset['tool'] === 'up' ? 'down' : 'up';
      focused.parentElement?.querySelector<HTMLElement>(`[data-tool="${opposite}"]`)?.focus();
    } else {
      focused.focus();
    }
  }

  private announceArrivals(): void {
    let known = { ready: 0, failed: 0 };
    effect(() => {
      const items = this.queue.items();
      const ready = this.queue.readyPhotos().length;
      const failed = this.queue.failed();
      untracked(() => {
        const last = failed.at(-1);
        if (failed.length > known.failed && last?.state.kind === 'failed') {
          void this.announcer.announce($localize`${last.name}:name: did not upload. ${last.state.reason}:reason:`);
        } else if (ready > known.ready) {
          void this.announcer.announce($localize`${ready}:ready: of ${items.length}:count: photos ready.`);
        }
        known = { ready, failed: failed.length };
      });
    });
  }
}
