import { inject, Injectable } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Subject } from 'rxjs';

import type { Comment } from '../api/generated/models/comment';
import type { Post } from '../api/generated/models/post';
import type { PagedList } from '../lists/paged-list';

export type PostChange =
  | { readonly kind: 'changed'; readonly post: Post }
  | { readonly kind: 'deleted'; readonly postId: string }
  | { readonly kind: 'comment-added'; readonly postId: string; readonly comment: Comment }
  | { readonly kind: 'comment-deleted'; readonly postId: string; readonly commentId: string };

/** News of posts that were changed on one page, for lists that are kept on another. */
@Injectable({ providedIn: 'root' })
export class PostChanges {
  readonly changes = new Subject<PostChange>();
}

/** The list after a change. */
export function withChange(posts: readonly Post[], change: PostChange): readonly Post[] {
  if (change.kind === 'deleted') {
    return posts.filter((post) => post.id !== change.postId);
  }
  const id = change.kind === 'changed' ? change.post.id : change.postId;
  return posts.map((post) => (post.id === id ? afterChange(post, change) : post));
}

function afterChange(post: Post, change: Exclude<PostChange, { kind: 'deleted' }>): Post {
  const { counts, latestComments } = post;
  switch (change.kind) {
    case 'changed': {
      return change.post;
    }
    case 'comment-added': {
      return {
        ...post,
        counts: { ...counts, comments: counts.comments + 1 },
        latestComments: [change.comment, ...latestComments].slice(0, 2),
      };
    }
    case 'comment-deleted': {
      return {
        ...post,
        counts: { ...counts, comments: Math.max(0, counts.comments - 1) },
        latestComments: latestComments.filter(({ id }) => id !== change.commentId),
      };
    }
  }
}

/** Keeps a list, also one on a page that is kept while another is shown, in step with its posts. */
export function followPostChanges(list: PagedList<Post>): void {
  inject(PostChanges)
    .changes.pipe(takeUntilDestroyed())
    .subscribe((change) => {
      list.change((posts) => withChange(posts, change));
    });
}
