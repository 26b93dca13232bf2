import { Component, computed, inject, signal } from '@angular/core';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';

import { Api } from '../../core/api/generated/api';
import { addAlbumPhoto } from '../../core/api/generated/fn/posts/add-album-photo';
import { toApiProblem } from '../../core/errors/api-problem';
import { PhotoUploader } from '../../pattern/photo-uploader/photo-uploader';
import { UploadQueue } from '../../pattern/photo-uploader/upload-queue';
import { Confirm } from '../../ui/feedback/confirm';

/** Uploads photos and puts them into an album, in the order of the list. */
@Component({
  selector: 'tt-add-photos',
  imports: [MatDialogActions, MatDialogContent, MatDialogTitle, PhotoUploader],
  template: `
    <h2 matDialogTitle i18n>Add photos</h2>
    <mat-dialog-content><tt-photo-uploader [most]="most" [isDescribable]="false" /></mat-dialog-content>
    <mat-dialog-actions align="end">
      <p class="caption" role="status">{{ words() }}</p>
      <button type="button" class="button button-plain" (click)="cancel()" i18n>Cancel</button>
      <button type="button" class="button button-primary" [attr.aria-disabled]="!canAdd()" (click)="addAll()">
        @if (isAdding()) {
          <ng-container i18n>Adding …</ng-container>
        } @else {
          <ng-container i18n>Add to album</ng-container>
        }
      </button>
    </mat-dialog-actions>
  `,
  styles: `
    .caption {
      flex: 1;
      text-align: start;
    }
    tt-photo-uploader {
      color: var(--ink);
    }
  `,
  providers: [UploadQueue],
  host: { '(keydown.escape)': '$event.preventDefault(); cancel()' },
})
export class AddPhotos {
  protected readonly most = 100;
  protected readonly queue = inject(UploadQueue);
  protected readonly isAdding = signal(false);
  protected readonly canAdd = computed(
    () => this.queue.readyPhotos().length > 0 && !this.queue.isUnderWay() && !this.isAdding(),
  );
  protected readonly words = computed(() => {
    const ready = this.queue.readyPhotos().length;
    const count = this.queue.items().length;
    if (this.isAdding()) {
      return $localize`${this.added().size}:added: of ${ready}:ready: added.`;
    }
    if (this.problem() !== '') {
      return this.problem();
    }
    return count === 0 ? '' : $localize`${ready}:ready: of ${count}:count: photos ready.`;
  });

  private readonly api = inject(Api);
  private readonly confirm = inject(Confirm);
  private readonly albumId = inject<string>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<AddPhotos, number>>(MatDialogRef);
  private readonly added = signal<ReadonlySet<string>>(new Set());
  private readonly problem = signal('');

  // One after the other, because an album keeps the order in which photos come. Adding one twice does nothing.
  protected async addAll(): Promise<void> {
    if (!this.canAdd()) {
      return;
    }
    this.isAdding.set(true);
    this.problem.set('');
    try {
      for (const { id } of this.queue.readyPhotos()) {
        if (!this.added().has(id)) {
          await this.api.invoke(addAlbumPhoto, { albumId: this.albumId, photoId: id });
          this.added.update((added) => new Set(added).add(id));
        }
      }
      this.dialog.close(this.added().size);
    } catch (error) {
      this.problem.set($localize`Not all were added. ${toApiProblem(error).message}:reason:`);
    } finally {
      this.isAdding.set(false);
    }
  }

  protected async cancel(): Promise<void> {
    if (this.isAdding()) {
      return;
    }
    const isSure =
      this.queue.items().length === 0 ||
      (await this.confirm.ask({
        title: $localize`Close without adding?`,
        text: $localize`Photos in this list that are not in the album yet are not kept.`,
        action: $localize`Close`,
        isDestructive: true,
      }));
    if (isSure) {
      this.dialog.close(this.added().size);
    }
  }
}
