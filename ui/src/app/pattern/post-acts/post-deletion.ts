import { inject, Injectable } from '@angular/core';

import { Api } from '../../core/api/generated/api';
import { deletePost } from '../../core/api/generated/fn/posts/delete-post';
import { toApiProblem } from '../../core/errors/api-problem';
import { PostChanges } from '../../core/posts/post-changes';
import { Confirm } from '../../ui/feedback/confirm';
import { Toast } from '../../ui/feedback/toast';

/** Deletes a post after asking, and tells every list. */
@Injectable({ providedIn: 'root' })
export class PostDeletion {
  readonly #api = inject(Api);
  readonly #changes = inject(PostChanges).changes;
  readonly #confirm = inject(Confirm);
  readonly #toast = inject(Toast);

  /** True when the post is gone. */
  async ask(postId: string): Promise<boolean> {
    const isSure = await this.#confirm.ask({
      title: $localize`Delete this post?`,
      text: $localize`The post, its likes and its comments go for good. Photos that an album holds stay there.`,
      action: $localize`Delete`,
      isDestructive: true,
    });
    if (!isSure) {
      return false;
    }
    try {
      await this.#api.invoke(deletePost, { postId });
    } catch (error) {
      this.#toast.show(toApiProblem(error).message);
      return false;
    }
    this.#changes.next({ kind: 'deleted', postId });
    this.#toast.show($localize`The post is deleted.`);
    return true;
  }
}
