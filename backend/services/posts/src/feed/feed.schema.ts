import type { Endpoint } from '@tintype/http';
import { PageQuery } from '@tintype/http/schema';
import { PostPage } from '../posts/posts.schema.ts';

export const GetFeed = {
  id: 'getFeed',
  summary: "Posts of the people followed and one's own, newest first",
  method: 'get',
  path: '/api/feed',
  auth: 'required',
  query: PageQuery,
  response: PostPage,
  status: 200,
  etag: true,
} as const satisfies Endpoint;

export const Discover = {
  id: 'discover',
  summary: 'The newest public posts',
  method: 'get',
  path: '/api/discover',
  auth: 'optional',
  query: PageQuery,
  response: PostPage,
  status: 200,
  etag: true,
} as const satisfies Endpoint;
