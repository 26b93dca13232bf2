import { Component, computed, inject, input, model, resource, signal } from '@angular/core';

import { Api } from '../../core/api/generated/api';
import { createAlbum } from '../../core/api/generated/fn/posts/create-album';
import { listMyAlbums } from '../../core/api/generated/fn/posts/list-my-albums';
import { newIdempotencyKey } from '../../core/api/idempotency-key';
import { toApiProblem } from '../../core/errors/api-problem';
import type { Audience } from '../../ui/audience/audience';
import { TextField } from '../../ui/forms/text-field';

const NEW = 'new';
const TITLE_LENGTH = 100;

/** The choice of an album of one's own, or of a new one that is made on the spot. */
@Component({
  selector: 'tt-album-picker',
  imports: [TextField],
  templateUrl: './album-picker.html',
  styleUrl: './album-picker.css',
})
export class AlbumPicker {
  readonly albumId = model.required<string | null>();
  /** Who will see a new album: the same people as the post. */
  readonly audience = input.required<Audience>();

  protected readonly newChoice = NEW;
  protected readonly titleLength = TITLE_LENGTH;
  protected readonly isMaking = signal(false);
  protected readonly isBusy = signal(false);
  protected readonly title = signal('');
  protected readonly problem = signal('');
  protected readonly albums = resource({ loader: () => this.api.invoke(listMyAlbums, { limit: 100 }) });
  protected readonly choices = computed(() => (this.albums.hasValue() ? this.albums.value().items : []));
  protected readonly canMake = computed(() => {
    const { length } = this.title().trim();
    return length > 0 && length <= TITLE_LENGTH && !this.isBusy();
  });

  private readonly api = inject(Api);
  private key = newIdempotencyKey();

  protected choose(value: string): void {
    this.isMaking.set(value === NEW);
    this.albumId.set(value === NEW || value === '' ? null : value);
  }

  protected cancel(): void {
    this.isMaking.set(false);
    this.problem.set('');
  }

  protected async make(): Promise<void> {
    if (!this.canMake()) {
      return;
    }
    this.isBusy.set(true);
    this.problem.set('');
    try {
      const album = await this.api.invoke(createAlbum, {
        body: { title: this.title().trim(), visibility: this.audience() },
        'Idempotency-Key': this.key,
      });
      this.albums.update((page) => ({ next: page?.next ?? null, items: [album, ...(page?.items ?? [])] }));
      this.albumId.set(album.id);
      this.title.set('');
      this.isMaking.set(false);
    } catch (error) {
      this.problem.set(toApiProblem(error).message);
    } finally {
      this.key = newIdempotencyKey();
      this.isBusy.set(false);
    }
  }
}
