import { computed, inject, Injectable, resource, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';

import { Api } from '../../core/api/generated/api';
import { getPost } from '../../core/api/generated/fn/posts/get-post';
import type { Post } from '../../core/api/generated/models/post';
import { toApiProblem } from '../../core/errors/api-problem';
import { Likes, withLike } from '../../core/posts/likes';
import { PostChanges, withChange } from '../../core/posts/post-changes';

/** The post of the page, and what can be done to it. Other lists hear of every change. */
@Injectable()
export class PostStore {
  readonly #api = inject(Api);
  readonly #likes = inject(Likes);
  readonly #changes = inject(PostChanges).changes;
  readonly #postId = signal<string | undefined>(undefined);
  readonly #source = resource({
    params: () => this.#postId(),
    loader: ({ params: postId }) => this.#api.invoke(getPost, { postId }),
  });

  /** Null until it has come, and when it is not there. */
  readonly post = computed(() => (this.#source.hasValue() ? this.#source.value() : null));
  readonly problem = computed(() => {
    const error = this.#source.error();
    return error === undefined ? null : toApiProblem(error);
  });

  constructor() {
    this.#changes.pipe(takeUntilDestroyed()).subscribe((change) => {
      const post = this.post();
      if (post && (change.kind === 'comment-added' || change.kind === 'comment-deleted')) {
        this.#source.set(withChange([post], change)[0]);
      }
    });
  }

  load(postId: string): void {
    this.#postId.set(postId);
  }

  reload(): void {
    this.#source.reload();
  }

  show(post: Post): void {
    this.#source.set(post);
    this.#changes.next({ kind: 'changed', post });
  }

  /** Shown at once, and taken back when the server does not agree. */
  async like(isLiked: boolean): Promise<void> {
    const before = this.post();
    if (!before) {
      return;
    }
    this.show(withLike(before, isLiked));
    try {
      await this.#likes.set(before.id, isLiked);
    } catch (error) {
      const now = this.post();
      if (now?.id === before.id) {
        this.show(withLike(now, before.viewer.liked));
      }
      throw error;
    }
  }
}
