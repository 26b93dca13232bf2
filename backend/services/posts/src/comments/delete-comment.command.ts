import { errors } from '../errors.ts';
import { addToCount, holdPost } from '../posts/post.entity.ts';
import { defineStatement } from '../reading/reader.ts';
import { visibleTo } from '../reading/visibility.ts';
import type { Actor, Scope } from '../scope.ts';
import { transact } from '../transact.ts';
import { Comment } from './comment.entity.ts';
import { canDeleteComment } from './comment.policy.ts';

// Whoever wrote a comment may take it back, also when they may no longer see the post.
const head = defineStatement<{ authorId: string; postId: string; postAuthorId: string }>(
  'comment-head',
  `select c.author_id as "authorId", p.id as "postId", p.author_id as "postAuthorId"
   from comments c join posts p on p.id = c.post_id
   where c.id = $2 and (c.author_id = $1 or ${visibleTo('$1', 'p.author_id', 'p.visibility')})`,
);

/** Deletes a comment; the author of the comment and the author of the post may. */
export async function deleteComment(scope: Scope, actor: Actor, commentId: string): Promise<void> {
  const [comment] = await scope.reader.rows(head, [actor.id, commentId]);
  if (!comment) {
    throw errors.commentNotFound();
  }
  if (!canDeleteComment(actor.id, comment)) {
    throw errors.notYourComment();
  }
  await transact(scope, async (em) => {
    await holdPost(em, comment.postId);
    if ((await em.nativeDelete(Comment, { id: commentId })) === 1) {
      await addToCount(em, comment.postId, 'commentCount', -1);
    }
  });
}
