import { inject, Injectable } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Subject } from 'rxjs';

import type { Post } from '../api/generated/models/post';
import type { PagedList } from '../lists/paged-list';

export type PostChange =
  { readonly kind: 'changed'; readonly post: Post } | { readonly kind: 'deleted'; readonly postId: string };

/** News of posts that were changed on one page, for lists that are kept on another. */
@Injectable({ providedIn: 'root' })
export class PostChanges {
  readonly changes = new Subject<PostChange>();
}

/** The list after a change. */
export function withChange(posts: readonly Post[], change: PostChange): readonly Post[] {
  return change.kind === 'deleted'
    ? posts.filter((post) => post.id !== change.postId)
    : posts.map((post) => (post.id === change.post.id ? change.post : post));
}

/** Keeps a list, also one on a page that is kept while another is shown, in step with its posts. */
export function followPostChanges(list: PagedList<Post>): void {
  inject(PostChanges)
    .changes.pipe(takeUntilDestroyed())
    .subscribe((change) => {
      list.change((posts) => withChange(posts, change));
    });
}
