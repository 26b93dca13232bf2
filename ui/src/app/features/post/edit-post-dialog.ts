import { injectAsync, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';

import type { Post } from '../../core/api/generated/models/post';

/** Opens the form for a post; it is fetched when it is first needed. */
@Injectable({ providedIn: 'root' })
export class EditPostDialog {
  readonly #dialog = injectAsync(() => import('@angular/material/dialog').then((module) => module.MatDialog));

  /** The post as it was saved, or null when nothing was. */
  async open(post: Post): Promise<Post | null> {
    const [dialog, { EditPost }] = await Promise.all([this.#dialog(), import('./edit-post')]);
    const open = dialog.open<unknown, Post, Post>(EditPost, {
      data: post,
      disableClose: true,
      maxWidth: 'min(560px, calc(100vw - 32px))',
      width: '560px',
      autoFocus: 'textarea',
    });
    return (await firstValueFrom(open.afterClosed(), { defaultValue: undefined })) ?? null;
  }
}
