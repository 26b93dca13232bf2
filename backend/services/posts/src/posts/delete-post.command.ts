import { LockMode } from '@mikro-orm/postgresql';
import { recordEvent } from '@tintype/database';
import { errors } from '../errors.ts';
import { findVisiblePost } from '../reading/find-post.query.ts';
import type { Actor, Scope } from '../scope.ts';
import { transact } from '../transact.ts';
import { Post, photoIdsOf } from './post.entity.ts';
import { canChangePost } from './post.policy.ts';

/** Deletes one's own post with its likes, comments and places in feeds. */
export async function deletePost(scope: Scope, actor: Actor, postId: string): Promise<void> {
  const post = await findVisiblePost(scope, actor.id, postId);
  if (!canChangePost(actor.id, post)) {
    throw errors.notYourPost();
  }
  await transact(scope, async (em) => {
    // Of two deletions at once the second finds nothing, and tells nobody.
    if (!(await em.findOne(Post, { id: postId }, { lockMode: LockMode.PESSIMISTIC_WRITE }))) {
      return;
    }
    const photoIds = await photoIdsOf(em, postId);
    await em.nativeDelete(Post, { id: postId });
    recordEvent(em, 'post.deleted', { postId, authorId: post.authorId, photoIds });
  });
}
