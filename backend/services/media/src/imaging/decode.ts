import { variantsOf } from '@tintype/media-urls';
import { toRefusal } from './decode-errors.ts';
import type { Header } from './inspect.ts';
import { dropEmptyAlpha, turnUpright } from './pixels.ts';
import type { Pixels } from './pixels.ts';
import { limits } from '../upload-limits.ts';
import { sharp } from './sharp.ts';

/** A photo upright: its full size, and its pixels at the size of the largest variant. */
export interface DecodedPhoto {
  readonly width: number;
  readonly height: number;
  readonly largest: Pixels;
}

/**
 * Decodes a whole photo to the size of its largest variant. JPEG shrinks while it is decoded, which costs a fraction of
 * decoding first. 422 when anything in it is damaged or missing.
 */
export async function decode(data: Buffer, header: Header): Promise<DecodedPhoto> {
  const isTurned = header.orientation >= 5;
  const width = isTurned ? header.height : header.width;
  const height = isTurned ? header.width : header.height;
  const target = variantsOf(width, height).at(-1) ?? { width, height };
  const stored = isTurned ? { width: target.height, height: target.width } : target;
  try {
    // Turning the small picture instead of the large one: the decoder can then stream, whatever the orientation.
    const pixels = await dropEmptyAlpha(await decodeStrictly(data, header, stored));
    return { width, height, largest: await turnUpright(pixels, header.orientation) };
  } catch (error) {
    throw toRefusal(error);
  }
}

/** Some cameras leave stray bytes between segments; every pixel is there all the same. */
const harmless = /extraneous bytes before marker/;

async function decodeStrictly(data: Buffer, header: Header, size: { width: number; height: number }): Promise<Pixels> {
  try {
    // Only at `warning` does a JPEG fail whose header promises more than its data holds.
    return await decodeOnce(data, header, size, 'warning');
  } catch (error) {
    if (error instanceof Error && harmless.test(error.message)) {
      return decodeOnce(data, header, size, 'error');
    }
    throw error;
  }
}

async function decodeOnce(
  data: Buffer,
  header: Header,
  size: { width: number; height: number },
  failOn: 'warning' | 'error',
): Promise<Pixels> {
  const { data: raw, info } = await sharp(data, {
    limitInputPixels: limits.maxPixels,
    failOn,
    pages: 1,
    // A profile that is handed on is left alone, so that wide colours are not squeezed through sRGB.
    ignoreIcc: header.profile !== undefined,
  })
    .resize({ width: size.width, height: size.height, fit: 'fill' })
    .toColourspace('srgb')
    .timeout({ seconds: limits.decodeSeconds })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { data: raw, width: info.width, height: info.height, channels: info.channels === 4 ? 4 : 3 };
}
