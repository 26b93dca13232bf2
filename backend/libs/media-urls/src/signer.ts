import { createHmac, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { fileNameOf, squareFile, variantsOf } from './variants.ts';
import type { Variant } from './variants.ts';

/** Whether an address was made for everybody or for those who may see a restricted post. */
export type Audience = 'public' | 'restricted';

export interface SignedVariant extends Variant {
  readonly url: string;
}

/** Makes and checks the addresses of variants: `/media/<photo>/<variant>?e=<expiry>&s=<signature>`. */
export interface MediaUrls {
  /** Every variant of a photo with its address; the same until the expiry moves on, so that browsers can cache. */
  variants(photo: { id: string; width: number; height: number }, audience: Audience): readonly SignedVariant[];
  /** The address of the square variant, for avatars and thumbnails. */
  square(photoId: string, audience: Audience): string;
  /** Which audience an address was signed for; undefined when it is not valid or has expired. */
  check(photoId: string, file: string, expiry: string, signature: string): Audience | undefined;
}

// Addresses live between one and two of these periods. Long for what anybody may see, short for the rest; media refuses
// a public address once its photo is public no more, so the long one does not outlive a change of audience.
const periodSeconds = { public: 24 * 3600, restricted: 600 } as const;

/** Signs with HMAC-SHA256 over photo, variant, expiry and audience; the key is shared by media and those who present photos. */
export function createMediaUrls(key: string, now: () => number = Date.now): MediaUrls {
  const variants = {
    public: createMemory<readonly SignedVariant[]>(),
    restricted: createMemory<readonly SignedVariant[]>(),
  };
  const squares = { public: createMemory<string>(), restricted: createMemory<string>() };
  const sign = (photoId: string, file: string, expiry: number | string, audience: Audience): string =>
    createHmac('sha256', key).update(`${photoId}/${file}?${expiry}&${audience}`).digest('base64url').slice(0, 32);
  const address = (photoId: string, file: string, expiry: number, audience: Audience): string =>
    `/media/${photoId}/${file}?e=${expiry}&s=${sign(photoId, file, expiry, audience)}`;
  const expiryOf = (audience: Audience): number => {
    const period = periodSeconds[audience];
    return (Math.floor(now() / 1000 / period) + 2) * period;
  };
  return {
    variants: (photo, audience) => {
      const expiry = expiryOf(audience);
      return variants[audience](photo.id, expiry, () =>
        variantsOf(photo.width, photo.height).map((variant) => ({
          ...variant,
          url: address(photo.id, fileNameOf(variant), expiry, audience),
        })),
      );
    },
    square: (photoId, audience) => {
      const expiry = expiryOf(audience);
      return squares[audience](photoId, expiry, () => address(photoId, squareFile, expiry, audience));
    },
    check: (photoId, file, expiry, signature) => {
      if (!/^\d{1,12}$/.test(expiry) || Number(expiry) * 1000 < now()) {
        return undefined;
      }
      const given = Buffer.from(signature);
      return (['public', 'restricted'] as const).find((audience) => {
        const expected = Buffer.from(sign(photoId, file, expiry, audience));
        return given.length === expected.length && timingSafeEqual(given, expected);
      });
    },
  };
}

/**
 * Signs what a photo is shown by, or remembers it until the expiry moves on: signing a page of addresses anew costs more than
 * reading its posts.
 */
function createMemory<Value extends string | readonly object[]>() {
  const remembered = new LRUCache<string, Value>({ max: 10_000 });
  let rememberedFor = 0;
  return (photoId: string, expiry: number, sign: () => Value): Value => {
    if (expiry !== rememberedFor) {
      remembered.clear();
      rememberedFor = expiry;
    }
    const known = remembered.get(photoId);
    if (known !== undefined) {
      return known;
    }
    const signed = sign();
    remembered.set(photoId, signed);
    return signed;
  };
}
