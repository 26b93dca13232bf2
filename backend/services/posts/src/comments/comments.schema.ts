import { z } from 'zod';
import type { Endpoint } from '@tintype/http';
import { Id, Instant, PageQuery, pageOf, text } from '@tintype/http/schema';
import { PersonSummary } from '../people/people.schema.ts';

export const Comment = z
  .object({ id: Id, author: PersonSummary, text: z.string(), createdAt: Instant, canDelete: z.boolean() })
  .meta({ id: 'Comment' });

const PostParams = z.object({ postId: Id });

export const ListComments = {
  id: 'listComments',
  summary: 'Comments on a post, newest first',
  method: 'get',
  path: '/api/posts/:postId/comments',
  auth: 'optional',
  params: PostParams,
  query: PageQuery,
  response: pageOf(Comment),
  status: 200,
} as const satisfies Endpoint;

export const AddComment = {
  id: 'addComment',
  summary: 'Comment on a post that one may see',
  method: 'post',
  path: '/api/posts/:postId/comments',
  auth: 'required',
  params: PostParams,
  body: z.strictObject({ text: text(1000).min(1, 'Write something.') }),
  response: Comment,
  status: 201,
  idempotent: true,
  errors: [409, 429],
} as const satisfies Endpoint;

export const DeleteComment = {
  id: 'deleteComment',
  summary: "Delete one's own comment, or one on one's own post",
  method: 'delete',
  path: '/api/comments/:commentId',
  auth: 'required',
  params: z.object({ commentId: Id }),
  status: 204,
  errors: [403],
} as const satisfies Endpoint;
