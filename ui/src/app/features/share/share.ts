import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { Router } from '@angular/router';

import { Api } from '../../core/api/generated/api';
import { deletePhoto } from '../../core/api/generated/fn/media/delete-photo';
import { createPost, type CreatePost$Params } from '../../core/api/generated/fn/posts/create-post';
import { newIdempotencyKey } from '../../core/api/idempotency-key';
import { toApiProblem } from '../../core/errors/api-problem';
import { ALT_LENGTH } from '../../pattern/photo-uploader/upload-card';
import { PhotoUploader } from '../../pattern/photo-uploader/photo-uploader';
import { isWorthAnotherTry, readyPhoto } from '../../pattern/photo-uploader/upload-item';
import { UploadQueue } from '../../pattern/photo-uploader/upload-queue';
import type { Audience } from '../../ui/audience/audience';
import { AudienceField } from '../../ui/audience/audience-field';
import { Confirm } from '../../ui/feedback/confirm';
import { Toast } from '../../ui/feedback/toast';
import { TextField } from '../../ui/forms/text-field';
import { Icon } from '../../ui/icon/icon';
import { AlbumPicker } from './album-picker';
import type { Draft } from './draft';
import { DraftStore } from './draft-store';
import { restorePhotos } from './restore-photos';

const CAPTION_LENGTH = 2200;

type PostBody = CreatePost$Params['body'];

@Component({
  selector: 'tt-share',
  imports: [AlbumPicker, AudienceField, Icon, PhotoUploader, TextField],
  templateUrl: './share.html',
  styleUrl: './share.css',
  providers: [UploadQueue],
  host: { '(window:beforeunload)': 'onUnload($event)' },
})
export class Share {
  protected readonly captionLength = CAPTION_LENGTH;
  protected readonly queue = inject(UploadQueue);
  protected readonly caption = signal('');
  protected readonly audience = signal<Audience>('public');
  protected readonly albumId = signal<string | null>(null);
  protected readonly isPublishing = signal(false);
  protected readonly problem = signal('');
  /** What came back from an earlier visit, for the page to say so. */
  protected readonly restored = signal<Draft | null>(null);
  protected readonly goneCount = signal(0);

  /** Why the post cannot be published yet; empty when it can. */
  protected readonly obstacle = computed(() => {
    const items = this.queue.items();
    const ready = this.queue.readyPhotos().length;
    if (this.queue.isUnderWay()) {
      return $localize`${ready}:ready: of ${items.length}:count: photos ready. You can publish when all have arrived.`;
    }
    if (ready === 0) {
      return items.length === 0
        ? $localize`Add a photo to publish.`
        : $localize`No photo has arrived. Try the failed ones again, or remove them.`;
    }
    if (this.caption().trim().length > CAPTION_LENGTH) {
      return $localize`The caption is too long: ${CAPTION_LENGTH}:most: characters at most.`;
    }
    const tooLong = items.find(({ alt }) => alt.trim().length > ALT_LENGTH);
    return tooLong ? $localize`The description of ${tooLong.name}:name: is too long.` : '';
  });
  protected readonly notice = computed(() => {
    const failed = this.queue.failed().length;
    const undescribed = this.queue.items().filter((item) => readyPhoto(item) && item.alt.trim() === '').length;
    if (failed > 0) {
      return $localize`Photos that failed are left out.`;
    }
    return undescribed > 0 ? $localize`Photos without a description: ${undescribed}:count:.` : '';
  });
  protected readonly hasContent = computed(() => this.queue.items().length > 0 || this.caption().trim() !== '');

  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly drafts = inject(DraftStore);
  private readonly confirm = inject(Confirm);
  private readonly toast = inject(Toast);
  private readonly isRestored = signal(false);
  private attempt: { body: string; key: string } | null = null;

  constructor() {
    void this.restore();
    effect(() => {
      const draft = this.toDraft();
      if (this.isRestored()) {
        untracked(() => {
          this.drafts.write(draft);
        });
      }
    });
  }

  /** Asks before work is lost that a draft cannot keep. */
  async canLeave(): Promise<boolean> {
    if (!this.queue.isUnderWay()) {
      return true;
    }
    return this.confirm.ask({
      title: $localize`Leave while photos are on their way?`,
      text: $localize`What has arrived is kept in your draft. The other photos stop, and you would choose them again.`,
      action: $localize`Leave`,
    });
  }

  protected onUnload(event: BeforeUnloadEvent): void {
    if (this.queue.isUnderWay() || this.isPublishing()) {
      event.preventDefault();
    }
  }

  protected async discard(): Promise<void> {
    const isSure = await this.confirm.ask({
      title: $localize`Discard this post?`,
      text: $localize`The photos you uploaded for it and everything you wrote are deleted.`,
      action: $localize`Discard`,
      isDestructive: true,
    });
    if (!isSure) {
      return;
    }
    const uploaded = this.queue.readyPhotos();
    this.startAfresh();
    // What is missed here, the server clears away within a day.
    await Promise.allSettled(uploaded.map(({ id }) => this.api.invoke(deletePhoto, { photoId: id })));
  }

  protected async publish(): Promise<void> {
    if (this.obstacle() !== '' || this.isPublishing()) {
      return;
    }
    this.problem.set('');
    this.isPublishing.set(true);
    const body = this.toPost();
    try {
      const post = await this.api.invoke(createPost, { body, 'Idempotency-Key': this.keyFor(body) });
      this.startAfresh();
      this.toast.show($localize`Your post is published.`);
      await this.router.navigate(['/posts', post.id]);
    } catch (error) {
      this.problem.set(toApiProblem(error).message);
    } finally {
      this.isPublishing.set(false);
    }
  }

  private toPost(): PostBody {
    const photos = this.queue.items().flatMap((item) => {
      const photo = readyPhoto(item);
      return photo ? [{ id: photo.id, alt: item.alt.trim() }] : [];
    });
    const albumId = this.albumId();
    const post = { photos, caption: this.caption().trim(), visibility: this.audience() };
    return albumId === null ? post : { ...post, albumId };
  }

  // The same post sent again is the same request; a changed one is another.
  private keyFor(body: PostBody): string {
    const words = JSON.stringify(body);
    if (this.attempt?.body !== words) {
      this.attempt = { body: words, key: newIdempotencyKey() };
    }
    return this.attempt.key;
  }

  private toDraft(): Draft {
    const items = this.queue.items();
    return {
      caption: this.caption(),
      audience: this.audience(),
      albumId: this.albumId(),
      photos: items.flatMap((item) => {
        const photo = readyPhoto(item);
        return photo ? [{ ...photo, name: item.name, size: item.size, alt: item.alt }] : [];
      }),
      unsent: items.filter(isWorthAnotherTry).map(({ name }) => name),
      savedAt: Date.now(),
    };
  }

  private async restore(): Promise<void> {
    const draft = this.drafts.read();
    if (draft) {
      this.caption.set(draft.caption);
      this.audience.set(draft.audience);
      this.albumId.set(draft.albumId);
      const { found, goneCount } = await restorePhotos(this.api, draft.photos);
      this.queue.restore(found);
      this.goneCount.set(goneCount);
      this.restored.set(draft);
    }
    this.isRestored.set(true);
  }

  private startAfresh(): void {
    this.queue.clear();
    this.caption.set('');
    this.albumId.set(null);
    this.restored.set(null);
    this.goneCount.set(0);
    this.problem.set('');
    this.drafts.clear();
  }
}
