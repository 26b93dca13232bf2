import { z } from 'zod';
import type { Endpoint } from '@tintype/http';
import { Id, Instant, PageQuery, line, pageOf, text } from '@tintype/http/schema';
import { PersonParams, PersonSummary } from '../people/people.schema.ts';
import { Alt, PhotoInPost, Visibility } from '../posts/posts.schema.ts';

export const AlbumSummary = z
  .object({
    id: Id,
    owner: PersonSummary,
    title: z.string(),
    description: z.string(),
    visibility: Visibility,
    createdAt: Instant,
    updatedAt: Instant,
    counts: z.object({ photos: z.int() }),
    cover: PhotoInPost.nullable(),
  })
  .meta({ id: 'AlbumSummary' });

export const Album = AlbumSummary.extend({ photos: pageOf(PhotoInPost) }).meta({ id: 'Album' });

const AlbumParams = z.object({ albumId: Id });
const AlbumPhotoParams = z.object({ albumId: Id, photoId: Id });
const Title = line(100).min(1, 'Give the album a title.');

export const ListMyAlbums = {
  id: 'listMyAlbums',
  summary: "One's own albums, newest first",
  method: 'get',
  path: '/api/albums',
  auth: 'required',
  query: PageQuery,
  response: pageOf(AlbumSummary),
  status: 200,
} as const satisfies Endpoint;

export const ListPersonAlbums = {
  id: 'listPersonAlbums',
  summary: 'Albums of a person that the viewer may see, newest first',
  method: 'get',
  path: '/api/people/:handle/albums',
  auth: 'optional',
  params: PersonParams,
  query: PageQuery,
  response: pageOf(AlbumSummary),
  status: 200,
} as const satisfies Endpoint;

export const CreateAlbum = {
  id: 'createAlbum',
  summary: 'Make an album',
  method: 'post',
  path: '/api/albums',
  auth: 'required',
  body: z.strictObject({ title: Title, description: text(1000).default(''), visibility: Visibility }),
  response: AlbumSummary,
  status: 201,
  idempotent: true,
  errors: [409, 429],
} as const satisfies Endpoint;

export const GetAlbum = {
  id: 'getAlbum',
  summary: 'An album with a page of its photos, in the order they were added',
  method: 'get',
  path: '/api/albums/:albumId',
  auth: 'optional',
  params: AlbumParams,
  query: PageQuery,
  response: Album,
  status: 200,
} as const satisfies Endpoint;

export const UpdateAlbum = {
  id: 'updateAlbum',
  summary: "Change one's own album",
  method: 'patch',
  path: '/api/albums/:albumId',
  auth: 'required',
  params: AlbumParams,
  body: z.strictObject({
    title: Title.optional(),
    description: text(1000).optional(),
    visibility: Visibility.optional(),
    coverPhotoId: Id.optional().meta({ description: 'One of its photos' }),
  }),
  response: AlbumSummary,
  status: 200,
  errors: [403],
} as const satisfies Endpoint;

export const DeleteAlbum = {
  id: 'deleteAlbum',
  summary: "Delete one's own album; photos that posts use stay in them",
  method: 'delete',
  path: '/api/albums/:albumId',
  auth: 'required',
  params: AlbumParams,
  status: 204,
  errors: [403],
} as const satisfies Endpoint;

export const AddAlbumPhoto = {
  id: 'addAlbumPhoto',
  summary: "Add one of one's own photos to one's own album, or describe one that is there; at most 2,000 in an album",
  method: 'put',
  path: '/api/albums/:albumId/photos/:photoId',
  auth: 'required',
  params: AlbumPhotoParams,
  body: z
    .strictObject({
      alt: Alt.optional().meta({
        description: 'What the photo shows; without it a photo that is new comes as the latest post describes it',
      }),
    })
    .optional(),
  status: 204,
  errors: [403, 422, 503],
} as const satisfies Endpoint;

export const RemoveAlbumPhoto = {
  id: 'removeAlbumPhoto',
  summary: "Take a photo out of one's own album",
  method: 'delete',
  path: '/api/albums/:albumId/photos/:photoId',
  auth: 'required',
  params: AlbumPhotoParams,
  status: 204,
  errors: [403],
} as const satisfies Endpoint;
