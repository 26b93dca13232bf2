import { z } from 'zod';
import type { Endpoint } from '@tintype/http';
import { PeoplePage, PeoplePageQuery, PersonParams } from '../people/people.schema.ts';

const FollowState = z.object({ state: z.enum(['following', 'requested']) });

export const Follow = {
  id: 'follow',
  summary: 'Follow a person',
  method: 'put',
  path: '/api/people/:handle/follow',
  auth: 'required',
  params: PersonParams,
  response: FollowState,
  status: 200,
  errors: [422],
} as const satisfies Endpoint;

export const Unfollow = {
  id: 'unfollow',
  summary: 'Stop following a person; their posts leave the home feed',
  method: 'delete',
  path: '/api/people/:handle/follow',
  auth: 'required',
  params: PersonParams,
  status: 204,
} as const satisfies Endpoint;

export const ListFollowers = {
  id: 'listFollowers',
  summary: 'Who follows a person, newest first',
  method: 'get',
  path: '/api/people/:handle/followers',
  auth: 'optional',
  params: PersonParams,
  query: PeoplePageQuery,
  response: PeoplePage,
  status: 200,
} as const satisfies Endpoint;

export const ListFollowing = {
  id: 'listFollowing',
  summary: 'Whom a person follows, newest first',
  method: 'get',
  path: '/api/people/:handle/following',
  auth: 'optional',
  params: PersonParams,
  query: PeoplePageQuery,
  response: PeoplePage,
  status: 200,
} as const satisfies Endpoint;
