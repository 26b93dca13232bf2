import { z } from 'zod';
import type { Endpoint } from '@tintype/http';
import { Id } from '@tintype/http/schema';

const PostParams = z.object({ postId: Id });

export const Like = {
  id: 'likePost',
  summary: 'Like a post that one may see',
  method: 'put',
  path: '/api/posts/:postId/like',
  auth: 'required',
  params: PostParams,
  status: 204,
} as const satisfies Endpoint;

export const Unlike = {
  id: 'unlikePost',
  summary: 'Take a like back',
  method: 'delete',
  path: '/api/posts/:postId/like',
  auth: 'required',
  params: PostParams,
  status: 204,
} as const satisfies Endpoint;
