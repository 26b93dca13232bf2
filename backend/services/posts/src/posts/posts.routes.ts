import { defineRoutes, readCursor, toPage } from '@tintype/http';
import { getPost } from '../reading/find-post.query.ts';
import { presentPost } from '../reading/post.presenter.ts';
import type { Scope } from '../scope.ts';
import { createPost } from './create-post.command.ts';
import { deletePost } from './delete-post.command.ts';
import { listPersonPosts } from './list-person-posts.query.ts';
import { CreatePost, DeletePost, GetPost, ListPersonPosts, UpdatePost } from './posts.schema.ts';
import { updatePost } from './update-post.command.ts';

export const postRoutes = defineRoutes<Scope>((routes) => {
  routes.add(CreatePost, async ({ scope, actor, body, newId }) => {
    await createPost(scope, actor, { id: newId, ...body });
    return presentPost(await getPost(scope, actor.id, newId), actor.id, scope.mediaUrls);
  });

  routes.add(GetPost, async ({ scope, actor, params }) => {
    return presentPost(await getPost(scope, actor?.id, params.postId), actor?.id, scope.mediaUrls);
  });

  routes.add(UpdatePost, async ({ scope, actor, params, body }) => {
    await updatePost(scope, actor, params.postId, body);
    const post = await getPost(scope, actor.id, params.postId);
    // Media hears of a wider audience by an event; until then it delivers to the author what is signed as restricted.
    return presentPost(post, actor.id, scope.mediaUrls, 'restricted');
  });

  routes.add(DeletePost, async ({ scope, actor, params }) => deletePost(scope, actor, params.postId));

  routes.add(ListPersonPosts, async ({ scope, actor, params, query }) => {
    const input = { handle: params.handle, limit: query.limit, cursor: readCursor(query.cursor) };
    const rows = await listPersonPosts(scope, actor?.id, input);
    return toPage(rows, query.limit, (row) => row.id, (row) => presentPost(row, actor?.id, scope.mediaUrls)); // prettier-ignore
  });
});
