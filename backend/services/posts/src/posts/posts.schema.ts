import { z } from 'zod';
import type { Endpoint } from '@tintype/http';
import { Id, Instant, PageQuery, pageOf, text } from '@tintype/http/schema';
import { Comment } from '../comments/comments.schema.ts';
import { PersonParams, PersonSummary, Relation } from '../people/people.schema.ts';

export const Visibility = z.enum(['public', 'followers', 'private']).meta({ id: 'Visibility' });

const Variant = z
  .object({ name: z.string(), format: z.enum(['webp', 'jpeg']), width: z.int(), height: z.int(), url: z.string() })
  .meta({
    id: 'Variant',
    description: 'A rendition: `name` is its step (160 is square), `width` its real width in pixels',
  });

export const PhotoInPost = z
  .object({
    id: Id,
    alt: z.string(),
    width: z.int(),
    height: z.int(),
    thumbhash: z.string(),
    variants: z.array(Variant),
  })
  .meta({ id: 'PhotoInPost' });

export const Post = z
  .object({
    id: Id,
    author: PersonSummary,
    caption: z.string(),
    visibility: Visibility,
    createdAt: Instant,
    photos: z.array(PhotoInPost),
    counts: z.object({ likes: z.int(), comments: z.int() }),
    viewer: z.object({ liked: z.boolean(), saved: z.boolean(), author: Relation }),
    album: z
      .object({ id: Id, title: z.string() })
      .optional()
      .meta({ description: 'The album it was added to, where the viewer may see that' }),
    latestComments: z.array(Comment).meta({ description: 'The two newest, newest first' }),
  })
  .meta({ id: 'Post' });

export const Alt = text(1500);
const PostParams = z.object({ postId: Id });
export const PostPage = pageOf(Post);

export const CreatePost = {
  id: 'createPost',
  summary: "Publish 1 to 10 of one's uploaded photos",
  method: 'post',
  path: '/api/posts',
  auth: 'required',
  body: z.strictObject({
    photos: z
      .array(z.strictObject({ id: Id, alt: Alt.default('') }))
      .min(1, 'A post has at least one photo.')
      .max(10, 'A post has at most 10 photos.')
      .refine(
        (photos) => new Set(photos.map((photo) => photo.id)).size === photos.length,
        'Each photo can be there once.',
      ),
    caption: text(2200).default(''),
    visibility: Visibility,
    albumId: Id.optional(),
  }),
  response: Post,
  status: 201,
  idempotent: true,
  errors: [404, 409, 422, 429, 503],
} as const satisfies Endpoint;

export const GetPost = {
  id: 'getPost',
  summary: 'A post',
  method: 'get',
  path: '/api/posts/:postId',
  auth: 'optional',
  params: PostParams,
  response: Post,
  status: 200,
} as const satisfies Endpoint;

export const UpdatePost = {
  id: 'updatePost',
  summary: "Change caption, audience or descriptions of one's own post",
  method: 'patch',
  path: '/api/posts/:postId',
  auth: 'required',
  params: PostParams,
  body: z.strictObject({
    caption: text(2200).optional(),
    visibility: Visibility.optional(),
    photos: z
      .array(z.strictObject({ id: Id, alt: Alt }))
      .max(10)
      .optional()
      .meta({ description: 'Descriptions of photos that the post has' }),
  }),
  response: Post,
  status: 200,
  errors: [403],
} as const satisfies Endpoint;

export const DeletePost = {
  id: 'deletePost',
  summary: "Delete one's own post; its photos go too unless an album keeps them",
  method: 'delete',
  path: '/api/posts/:postId',
  auth: 'required',
  params: PostParams,
  status: 204,
  errors: [403],
} as const satisfies Endpoint;

export const ListPersonPosts = {
  id: 'listPersonPosts',
  summary: 'Posts of a person that the viewer may see, newest first',
  method: 'get',
  path: '/api/people/:handle/posts',
  auth: 'optional',
  params: PersonParams,
  query: PageQuery,
  response: PostPage,
  status: 200,
} as const satisfies Endpoint;
