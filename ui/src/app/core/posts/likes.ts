import { inject, Injectable } from '@angular/core';

import { Api } from '../api/generated/api';
import { likePost } from '../api/generated/fn/posts/like-post';
import { unlikePost } from '../api/generated/fn/posts/unlike-post';
import type { Post } from '../api/generated/models/post';

/** Sends likes so that the last word counts: quick second thoughts are joined, never overtaken. */
@Injectable({ providedIn: 'root' })
export class Likes {
  readonly #api = inject(Api);
  readonly #wanted = new Map<string, boolean>();
  readonly #underWay = new Map<string, Promise<void>>();

  set(postId: string, isLiked: boolean): Promise<void> {
    this.#wanted.set(postId, isLiked);
    let sending = this.#underWay.get(postId);
    if (sending === undefined) {
      sending = this.#send(postId).finally(() => {
        this.#underWay.delete(postId);
        this.#wanted.delete(postId);
      });
      this.#underWay.set(postId, sending);
    }
    return sending;
  }

  async #send(postId: string): Promise<void> {
    let sent: boolean | undefined;
    for (let wanted = this.#wanted.get(postId); wanted !== sent; wanted = this.#wanted.get(postId)) {
      sent = wanted;
      await this.#api.invoke(wanted === true ? likePost : unlikePost, { postId });
    }
  }
}

/** The post as it looks after a like or its taking back. */
export function withLike(post: Post, isLiked: boolean): Post {
  const change = Number(isLiked) - Number(post.viewer.liked);
  return {
    ...post,
    viewer: { ...post.viewer, liked: isLiked },
    counts: { ...post.counts, likes: Math.max(0, post.counts.likes + change) },
  };
}
