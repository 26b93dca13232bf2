import { z } from 'zod';
import type { Endpoint } from '@tintype/http';
import { Handle, Id, Instant, PageQuery, line, pageOf, text } from '@tintype/http/schema';

/** A person as a card or a list shows them. */
export const PersonSummary = z
  .object({ id: Id, handle: z.string(), name: z.string(), avatarUrl: z.string().nullable() })
  .meta({ id: 'PersonSummary' });

/** How the viewer stands to a person. */
export const Relation = z.enum(['self', 'following', 'none']).meta({ id: 'Relation' });

export const PersonInList = PersonSummary.extend({ viewer: Relation }).meta({ id: 'PersonInList' });

export const Profile = PersonSummary.extend({
  bio: z.string(),
  createdAt: Instant,
  counts: z.object({ posts: z.int(), followers: z.int(), following: z.int() }),
  viewer: Relation,
}).meta({ id: 'Profile' });

export const PersonParams = z.object({ handle: Handle });
export const PeoplePage = pageOf(PersonInList);

export const GetProfile = {
  id: 'getProfile',
  summary: 'A person with counts; counts only what the viewer may see',
  method: 'get',
  path: '/api/people/:handle',
  auth: 'optional',
  params: PersonParams,
  response: Profile,
  status: 200,
} as const satisfies Endpoint;

export const GetMe = {
  id: 'getMe',
  summary: "One's own profile",
  method: 'get',
  path: '/api/people/me',
  auth: 'required',
  response: Profile,
  status: 200,
} as const satisfies Endpoint;

export const UpdateMe = {
  id: 'updateMe',
  summary: "Change one's profile; an avatar is one of one's own photos, null removes it",
  method: 'patch',
  path: '/api/people/me',
  auth: 'required',
  body: z.strictObject({
    name: line(60).min(1, 'Write your name.').optional(),
    bio: text(300).optional(),
    avatarPhotoId: Id.nullable().optional(),
  }),
  response: Profile,
  status: 200,
  errors: [404, 503],
} as const satisfies Endpoint;

export const SearchPeople = {
  id: 'searchPeople',
  summary: 'People whose handle or name begins with the text',
  method: 'get',
  path: '/api/people',
  auth: 'optional',
  query: z.strictObject({ q: line(60).min(1), limit: z.coerce.number().int().min(1).max(20).default(8) }),
  response: z.object({ items: z.array(PersonInList) }),
  status: 200,
} as const satisfies Endpoint;

export const SuggestPeople = {
  id: 'suggestPeople',
  summary: 'People to follow',
  method: 'get',
  path: '/api/suggestions/people',
  auth: 'required',
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(20).default(5) }),
  response: z.object({ items: z.array(PersonInList) }),
  status: 200,
} as const satisfies Endpoint;

export const PeoplePageQuery = PageQuery;
