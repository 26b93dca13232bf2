import { z } from 'zod';
import type { Endpoint } from '@tintype/http';
import { Id, Instant } from '@tintype/http/schema';

export const Variant = z
  .object({ name: z.string(), format: z.enum(['webp', 'jpeg']), width: z.int(), height: z.int(), url: z.string() })
  .meta({
    id: 'Variant',
    description: 'A rendition: `name` is its step (160 is square), `width` its real width in pixels',
  });

const Exif = z
  .object({
    camera: z.string().optional(),
    lens: z.string().optional(),
    exposure: z.string().optional(),
    aperture: z.number().optional(),
    iso: z.int().optional(),
    focalLength: z.number().optional(),
    takenAt: z.string().optional(),
  })
  .meta({ id: 'Exif', description: 'For the owner only; nothing of it is served with the picture' });

export const Photo = z
  .object({
    id: Id,
    width: z.int(),
    height: z.int(),
    thumbhash: z.string().meta({ description: 'Base64' }),
    sha256: z.string().meta({ description: 'Of the file as it was sent, in hex' }),
    createdAt: Instant,
    variants: z.array(Variant),
    exif: Exif.optional(),
  })
  .meta({ id: 'Photo' });

const PhotoParams = z.object({ photoId: Id });

export const GetLimits = {
  id: 'getPhotoLimits',
  summary: 'What is accepted, before a byte is sent',
  method: 'get',
  path: '/api/photos/limits',
  auth: 'optional',
  response: z.object({
    types: z.array(z.string()),
    maxBytes: z.int(),
    maxPixels: z.int(),
    maxAspectRatio: z.number(),
    photosPerPost: z.int(),
    quota: z
      .object({ photos: z.int(), photosLeft: z.int() })
      .nullable()
      .meta({ description: 'Per 24 hours; null when not signed in' }),
  }),
  status: 200,
} as const satisfies Endpoint;

export const UploadPhoto = {
  id: 'uploadPhoto',
  summary: 'Upload one photo; it is decoded, oriented and stripped before the answer',
  method: 'post',
  path: '/api/photos',
  auth: 'required',
  file: 'image',
  response: Photo,
  status: 201,
  idempotent: true,
  errors: [400, 409, 413, 415, 422, 429, 503],
} as const satisfies Endpoint;

export const GetPhoto = {
  id: 'getPhoto',
  summary: "One of one's own photos",
  method: 'get',
  path: '/api/photos/:photoId',
  auth: 'required',
  params: PhotoParams,
  response: Photo,
  status: 200,
} as const satisfies Endpoint;

export const DeletePhoto = {
  id: 'deletePhoto',
  summary: 'Delete a photo that no post or album uses',
  method: 'delete',
  path: '/api/photos/:photoId',
  auth: 'required',
  params: PhotoParams,
  status: 204,
  errors: [409],
} as const satisfies Endpoint;

export const GetOriginal = {
  id: 'getOriginalPhoto',
  summary: 'The file as it was sent, for its owner',
  method: 'get',
  path: '/api/photos/:photoId/original',
  auth: 'required',
  params: PhotoParams,
  binary: 'application/octet-stream',
  status: 200,
} as const satisfies Endpoint;
