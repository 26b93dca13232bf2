import { findVisiblePost } from '../reading/find-post.query.ts';
import type { Actor, Scope } from '../scope.ts';
import { transact } from '../transact.ts';
import { addToCount, holdPost } from '../posts/post.entity.ts';
import { Like } from './like.entity.ts';

/** Takes a like back, also one of a post that the actor may see no more; without one nothing changes. */
export async function unlikePost(scope: Scope, actor: Actor, postId: string): Promise<void> {
  if ((await scope.em.fork().count(Like, { postId, personId: actor.id })) === 0) {
    await findVisiblePost(scope, actor.id, postId);
    return;
  }
  await transact(scope, async (em) => {
    await holdPost(em, postId);
    const deleted = await em.nativeDelete(Like, { postId, personId: actor.id });
    if (deleted === 1) {
      await addToCount(em, postId, 'likeCount', -1);
    }
  });
}
