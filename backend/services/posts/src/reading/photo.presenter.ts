import type { Audience, MediaUrls, SignedVariant } from '@tintype/media-urls';
import type { PhotoRow } from './rows.ts';
import type { Visibility } from './visibility.ts';

/** For whom the addresses of photos with this visibility are signed. */
export function audienceOf(visibility: Visibility): Audience {
  return visibility === 'public' ? 'public' : 'restricted';
}

/** A photo with the addresses of its variants. */
export function presentPhoto(photo: PhotoRow, audience: Audience, urls: MediaUrls) {
  const { id, alt, width, height, thumbhash } = photo;
  // The signer's list is remembered and shared, and only ever written out; copying it would cost more than the rest.
  return { id, alt, width, height, thumbhash, variants: urls.variants(photo, audience) as SignedVariant[] };
}
