import { Component, computed, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength } from '@angular/forms/signals';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';

import { Api } from '../../core/api/generated/api';
import { createAlbum } from '../../core/api/generated/fn/posts/create-album';
import { updateAlbum } from '../../core/api/generated/fn/posts/update-album';
import type { AlbumSummary } from '../../core/api/generated/models/album-summary';
import { newIdempotencyKey } from '../../core/api/idempotency-key';
import { sentBy, type Submitted, toFormErrors } from '../../core/errors/form-problem';
import type { Audience } from '../../ui/audience/audience';
import { AudienceField } from '../../ui/audience/audience-field';
import { Confirm } from '../../ui/feedback/confirm';
import { FormMessage } from '../../ui/forms/form-message';
import { needed } from '../../ui/forms/rules';
import { TextField } from '../../ui/forms/text-field';

/** Title, description and audience of a new or an existing album. */
@Component({
  selector: 'tt-album-form',
  imports: [
    AudienceField,
    FormField,
    FormMessage,
    FormRoot,
    MatDialogActions,
    MatDialogContent,
    MatDialogTitle,
    TextField,
  ],
  templateUrl: './album-form.html',
  styleUrl: './album-form.css',
  host: { '(keydown.escape)': '$event.preventDefault(); cancel()' },
})
export class AlbumForm {
  protected readonly album = inject<AlbumSummary | null>(MAT_DIALOG_DATA);
  protected readonly audience = signal<Audience>(this.album?.visibility ?? 'followers');

  private readonly model = signal({ title: this.album?.title ?? '', description: this.album?.description ?? '' });
  protected readonly form = form(
    this.model,
    (path) => {
      needed(path.title, $localize`Give the album a title.`);
      maxLength(path.title, 100, { message: $localize`A title has at most 100 characters.` });
      maxLength(path.description, 1000, { message: $localize`A description has at most 1000 characters.` });
    },
    sentBy(() => this.save()),
  );

  private readonly isChanged = computed(() => {
    const { title, description } = this.model();
    const before = this.album ?? { title: '', description: '', visibility: this.audience() };
    return title !== before.title || description !== before.description || this.audience() !== before.visibility;
  });
  private readonly api = inject(Api);
  private readonly confirm = inject(Confirm);
  private readonly dialog = inject<MatDialogRef<AlbumForm, AlbumSummary>>(MatDialogRef);
  private attempt = { body: '', key: '' };

  protected async cancel(): Promise<void> {
    const isSure =
      !this.isChanged() ||
      (await this.confirm.ask({
        title: $localize`Discard what you wrote?`,
        text: $localize`It is not saved yet.`,
        action: $localize`Discard`,
        isDestructive: true,
      }));
    if (isSure) {
      this.dialog.close();
    }
  }

  private async save(): Submitted {
    const { title, description } = this.model();
    const body = { title: title.trim(), description: description.trim(), visibility: this.audience() };
    try {
      const album = this.album
        ? await this.api.invoke(updateAlbum, { albumId: this.album.id, body })
        : await this.api.invoke(createAlbum, { body, 'Idempotency-Key': this.keyFor(body) });
      this.dialog.close(album);
      return undefined;
    } catch (error) {
      return toFormErrors(this.form, error);
    }
  }

  // The same album sent again is the same request; a changed one is another.
  private keyFor(body: object): string {
    const words = JSON.stringify(body);
    if (this.attempt.body !== words) {
      this.attempt = { body: words, key: newIdempotencyKey() };
    }
    return this.attempt.key;
  }
}
