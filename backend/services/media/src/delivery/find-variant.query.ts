import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { squareFile } from '@tintype/media-urls';
import { errors } from '../errors.ts';
import { audienceOf } from '../photos/photo.entity.ts';
import type { Scope } from '../scope.ts';
import { hotVariantBytes } from './hot-variants.ts';

/** A variant that may be served. */
export interface FoundVariant {
  /** Variants never change, so the address without its signature names the bytes. */
  readonly etag: string;
  readonly audience: 'public' | 'restricted';
  /** Length in bytes. */
  readonly length: number;
  /** Seconds until its address expires. */
  readonly maxAge: number;
  /** The bytes; 404 when the photo goes in this moment. */
  open(): Promise<Buffer | Readable>;
}

/** Checks the address of a variant and whom it was made for; 404 for every fault, so that none tells more than another. */
export async function findVariant(
  scope: Pick<Scope, 'urls' | 'known' | 'files' | 'hot' | 'now'>,
  address: { photoId: string; file: string; e: string; s: string },
): Promise<FoundVariant> {
  const { photoId, file } = address;
  const audience = scope.urls.check(photoId, file, address.e, address.s);
  const photo = audience && (await scope.known.find(photoId));
  const length = photo?.files[file];
  // An address for everybody ends with the last public claim, however long it was to live.
  const isOver = audience === 'public' && photo !== undefined && audienceOf(photo, file === squareFile) !== 'public';
  if (!audience || photo?.state !== 'ready' || length === undefined || isOver) {
    throw errors.variantNotFound();
  }
  return {
    etag: `"${photoId}-${file}"`,
    audience,
    length,
    maxAge: Math.max(0, Math.floor(Number(address.e) - scope.now() / 1000)),
    open: () => openVariant(scope, photoId, file, length),
  };
}

async function openVariant(
  scope: Pick<Scope, 'files' | 'hot'>,
  photoId: string,
  file: string,
  length: number,
): Promise<Buffer | Readable> {
  const hot = scope.hot.get(photoId, file);
  if (hot) {
    return hot;
  }
  const stream = await scope.files.openVariant(photoId, file);
  if (!stream) {
    throw errors.variantNotFound();
  }
  if (length > hotVariantBytes) {
    return stream;
  }
  const data = await buffer(stream);
  scope.hot.set(photoId, file, data);
  return data;
}
