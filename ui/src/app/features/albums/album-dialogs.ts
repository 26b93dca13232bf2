import { injectAsync, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';

import type { AlbumSummary } from '../../core/api/generated/models/album-summary';

const WIDTH = { width: '640px', maxWidth: 'min(640px, calc(100vw - 32px))', disableClose: true };

/** Opens what is asked about albums; fetched when it is first needed. */
@Injectable({ providedIn: 'root' })
export class AlbumDialogs {
  readonly #dialog = injectAsync(() => import('@angular/material/dialog').then((module) => module.MatDialog));

  /** Makes an album, or changes the given one. Null when nothing was saved. */
  async edit(album: AlbumSummary | null): Promise<AlbumSummary | null> {
    const [dialog, { AlbumForm }] = await Promise.all([this.#dialog(), import('./album-form')]);
    const open = dialog.open<unknown, AlbumSummary | null, AlbumSummary>(AlbumForm, {
      ...WIDTH,
      data: album,
      autoFocus: 'input',
    });
    return (await firstValueFrom(open.afterClosed(), { defaultValue: undefined })) ?? null;
  }

  /** Uploads photos into an album. Answers how many were added. */
  async addPhotos(albumId: string): Promise<number> {
    const [dialog, { AddPhotos }] = await Promise.all([this.#dialog(), import('./add-photos')]);
    const open = dialog.open<unknown, string, number>(AddPhotos, { ...WIDTH, data: albumId, autoFocus: 'dialog' });
    return (await firstValueFrom(open.afterClosed(), { defaultValue: 0 })) ?? 0;
  }
}
