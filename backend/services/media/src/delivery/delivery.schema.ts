import { z } from 'zod';
import type { Endpoint } from '@tintype/http';
import { Id } from '@tintype/http/schema';

export const GetVariant = {
  id: 'getVariant',
  summary: 'The bytes of a variant, by its signed address',
  method: 'get',
  path: '/media/:photoId/:file',
  auth: 'none',
  params: z.object({ photoId: Id, file: z.string().regex(/^\d{3,4}\.(webp|jpeg)$/) }),
  // What cannot be an expiry or a signature is answered like one that is wrong: 404, never 400.
  query: z.object({ e: z.string().max(12).catch(''), s: z.string().max(64).catch('') }),
  binary: 'image/*',
  status: 200,
} as const satisfies Endpoint;
