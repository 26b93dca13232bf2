import { Component, computed, inject, signal } from '@angular/core';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';

import { Api } from '../../core/api/generated/api';
import { updatePost, type UpdatePost$Params } from '../../core/api/generated/fn/posts/update-post';
import type { Post } from '../../core/api/generated/models/post';
import { toApiProblem } from '../../core/errors/api-problem';
import { AudienceField } from '../../ui/audience/audience-field';
import { Confirm } from '../../ui/feedback/confirm';
import { TextField } from '../../ui/forms/text-field';
import { PhotoFrame } from '../../ui/photo/photo-frame';

const CAPTION_LENGTH = 2200;
const ALT_LENGTH = 1500;

/** Caption, audience and descriptions of one's own post. */
@Component({
  selector: 'tt-edit-post',
  imports: [AudienceField, MatDialogActions, MatDialogContent, MatDialogTitle, PhotoFrame, TextField],
  templateUrl: './edit-post.html',
  styleUrl: './edit-post.css',
  host: { '(keydown.escape)': '$event.preventDefault(); cancel()' },
})
export class EditPost {
  protected readonly post = inject<Post>(MAT_DIALOG_DATA);
  protected readonly captionLength = CAPTION_LENGTH;
  protected readonly altLength = ALT_LENGTH;
  protected readonly altLabel = $localize`Description`;
  protected readonly caption = signal(this.post.caption);
  protected readonly audience = signal(this.post.visibility);
  protected readonly alts = signal<readonly string[]>(this.post.photos.map(({ alt }) => alt));
  protected readonly isSaving = signal(false);
  protected readonly problem = signal('');

  /** What differs from the post as it is; null when nothing does. */
  protected readonly change = computed<UpdatePost$Params['body'] | null>(() => {
    const photos = this.post.photos.flatMap(({ id, alt }, index) => {
      const words = (this.alts()[index] ?? '').trim();
      return words === alt ? [] : [{ id, alt: words }];
    });
    const change = {
      ...(this.caption().trim() === this.post.caption ? {} : { caption: this.caption().trim() }),
      ...(this.audience() === this.post.visibility ? {} : { visibility: this.audience() }),
      ...(photos.length > 0 ? { photos } : {}),
    };
    return Object.keys(change).length > 0 ? change : null;
  });
  protected readonly isTooLong = computed(
    () => this.caption().trim().length > CAPTION_LENGTH || this.alts().some((alt) => alt.trim().length > ALT_LENGTH),
  );

  private readonly api = inject(Api);
  private readonly confirm = inject(Confirm);
  private readonly dialog = inject<MatDialogRef<EditPost, Post>>(MatDialogRef);

  protected photoLabel(place: number): string {
    return $localize`Description of photo ${place}:place:`;
  }

  protected describe(index: number, alt: string): void {
    this.alts.update((alts) => alts.with(index, alt));
  }

  protected async cancel(): Promise<void> {
    const isSure =
      this.change() === null ||
      (await this.confirm.ask({
        title: $localize`Discard your changes?`,
        text: $localize`What you changed in this post is not saved yet.`,
        action: $localize`Discard`,
        isDestructive: true,
      }));
    if (isSure) {
      this.dialog.close();
    }
  }

  protected async save(): Promise<void> {
    const body = this.change();
    if (body === null) {
      this.dialog.close();
      return;
    }
    if (this.isSaving() || this.isTooLong()) {
      return;
    }
    this.isSaving.set(true);
    this.problem.set('');
    try {
      this.dialog.close(await this.api.invoke(updatePost, { postId: this.post.id, body }));
    } catch (error) {
      this.problem.set(toApiProblem(error).message);
    } finally {
      this.isSaving.set(false);
    }
  }
}
