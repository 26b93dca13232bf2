import { defineRoutes } from '@tintype/http';
import type { Scope } from '../scope.ts';
import { likePost } from './like-post.command.ts';
import { Like, Unlike } from './likes.schema.ts';
import { unlikePost } from './unlike-post.command.ts';

export const likeRoutes = defineRoutes<Scope>((routes) => {
  routes.add(Like, async ({ scope, actor, params }) => likePost(scope, actor, params.postId));
  routes.add(Unlike, async ({ scope, actor, params }) => unlikePost(scope, actor, params.postId));
});
