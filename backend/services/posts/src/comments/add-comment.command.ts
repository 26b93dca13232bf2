import { recordEvent } from '@tintype/database';
import { errors } from '../errors.ts';
import { addToCount, holdPost } from '../posts/post.entity.ts';
import { findVisiblePost } from '../reading/find-post.query.ts';
import type { Actor, Scope } from '../scope.ts';
import { transact } from '../transact.ts';
import { Comment } from './comment.entity.ts';

/** Comments on a post that the actor may see, under the given id; a repeat under the same id changes nothing. */
export async function addComment(
  scope: Scope,
  actor: Actor,
  input: { id: string; postId: string; text: string },
): Promise<void> {
  const { id, postId, text } = input;
  const post = await findVisiblePost(scope, actor.id, postId);
  await transact(scope, async (em) => {
    await holdPost(em, postId);
    const inserted = await em
      .createQueryBuilder(Comment)
      .insert({ id, postId, authorId: actor.id, text, createdAt: new Date() })
      .onConflict(['id'])
      .ignore()
      .execute('run');
    if (inserted.affectedRows === 0) {
      return;
    }
    if (!(await addToCount(em, postId, 'commentCount', 1))) {
      throw errors.postNotFound();
    }
    recordEvent(em, 'comment.added', { commentId: id, postId, authorId: post.authorId, actorId: actor.id });
  });
}
