import { recordEvent } from '@tintype/database';
import { findVisiblePost } from '../reading/find-post.query.ts';
import type { Actor, Scope } from '../scope.ts';
import { transact } from '../transact.ts';
import { addToCount, holdPost } from '../posts/post.entity.ts';
import { Like } from './like.entity.ts';

/** Likes a post that the actor may see; liking it again changes nothing. */
export async function likePost(scope: Scope, actor: Actor, postId: string): Promise<void> {
  const post = await findVisiblePost(scope, actor.id, postId);
  await transact(scope, async (em) => {
    // Who likes twice waits for nobody.
    if ((await em.count(Like, { postId, personId: actor.id })) > 0) {
      return;
    }
    await holdPost(em, postId);
    const inserted = await em
      .createQueryBuilder(Like)
      .insert({ postId, personId: actor.id, createdAt: new Date() })
      .onConflict(['postId', 'personId'])
      .ignore()
      .execute('run');
    if (inserted.affectedRows === 1) {
      await addToCount(em, postId, 'likeCount', 1);
      recordEvent(em, 'post.liked', { postId, authorId: post.authorId, actorId: actor.id });
    }
  });
}
