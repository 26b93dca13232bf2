import type { MediaUrls, SignedVariant } from '@tintype/media-urls';
import { audienceOf } from './photo.entity.ts';
import type { Photo } from './photo.entity.ts';

/** A photo with the addresses of its variants. */
export interface PhotoView {
  readonly photo: Photo;
  readonly variants: readonly SignedVariant[];
}

/** Joins a photo with addresses for those who may see it now. */
export function viewOf(scope: { readonly urls: Pick<MediaUrls, 'variants'> }, photo: Photo): PhotoView {
  return { photo, variants: scope.urls.variants(photo, audienceOf(photo)) };
}
