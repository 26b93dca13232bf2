import { defineRoutes, readCursor, toPage } from '@tintype/http';
import { presentComment } from '../reading/comment.presenter.ts';
import type { Scope } from '../scope.ts';
import { addComment } from './add-comment.command.ts';
import { AddComment, DeleteComment, ListComments } from './comments.schema.ts';
import { deleteComment } from './delete-comment.command.ts';
import { getComment, listComments } from './list-comments.query.ts';

export const commentRoutes = defineRoutes<Scope>((routes) => {
  routes.add(ListComments, async ({ scope, actor, params, query }) => {
    const { postId } = params;
    const { post, rows } = await listComments(scope, actor?.id, {
      postId,
      limit: query.limit,
      cursor: readCursor(query.cursor),
    });
    return toPage(rows, query.limit, (row) => row.id, (row) => presentComment(row, post.authorId, actor?.id, scope.mediaUrls)); // prettier-ignore
  });

  routes.add(AddComment, async ({ scope, actor, params, body, newId }) => {
    const { postId } = params;
    await addComment(scope, actor, { id: newId, postId, text: body.text });
    const { post, row } = await getComment(scope, actor.id, { postId, commentId: newId });
    return presentComment(row, post.authorId, actor.id, scope.mediaUrls);
  });

  routes.add(DeleteComment, async ({ scope, actor, params }) => deleteComment(scope, actor, params.commentId));
});
