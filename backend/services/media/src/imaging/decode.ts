import { variantsOf } from '@tintype/media-urls';
import { toRefusal } from './decode-errors.ts';
import type { Header } from './inspect.ts';
import { limits } from '../upload-limits.ts';
import { sharp } from './sharp.ts';

/** Decoded pixels, 8 bits a channel, upright. */
export interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  /** 4 with transparency, else 3. */
  readonly channels: 3 | 4;
}

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
  try {
    const { data: raw, info } = await sharp(data, {
      limitInputPixels: limits.maxPixels,
      // Real cameras write harmless faults that `warning` refuses; what is damaged or cut off fails at `error` as well.
      failOn: 'error',
      pages: 1,
      // A profile that is handed on is left alone, so that wide colours are not squeezed through sRGB.
      ignoreIcc: header.profile !== undefined,
    })
      .resize({
        width: isTurned ? target.height : target.width,
        height: isTurned ? target.width : target.height,
        fit: 'fill',
      })
      .toColourspace('srgb')
      .timeout({ seconds: limits.decodeSeconds })
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const pixels = {
      data: raw,
      width: info.width,
      height: info.height,
      channels: info.channels === 4 ? (4 as const) : (3 as const),
    };
    // Turning the small picture instead of the large one: the decoder can then stream, whatever the orientation.
    return { width, height, largest: await turnUpright(withoutEmptyAlpha(pixels), header.orientation) };
  } catch (error) {
    throw toRefusal(error);
  }
}

/** Screenshots have an alpha channel that hides nothing; it would only cost bytes. */
function withoutEmptyAlpha(pixels: Pixels): Pixels {
  if (pixels.channels === 3) {
    return pixels;
  }
  for (let at = 3; at < pixels.data.length; at += 4) {
    if (pixels.data[at] !== 255) {
      return pixels;
    }
  }
  const data = Buffer.allocUnsafeSlow((pixels.data.length / 4) * 3);
  for (let from = 0, to = 0; from < pixels.data.length; from += 4, to += 3) {
    pixels.data.copy(data, to, from, from + 3);
  }
  return { ...pixels, data, channels: 3 };
}

const turns: Readonly<Record<number, { angle: number; flop: boolean }>> = {
  2: { angle: 0, flop: true },
  3: { angle: 180, flop: false },
  4: { angle: 180, flop: true },
  5: { angle: 270, flop: true },
  6: { angle: 90, flop: false },
  7: { angle: 90, flop: true },
  8: { angle: 270, flop: false },
};

async function turnUpright(pixels: Pixels, orientation: number): Promise<Pixels> {
  const turn = turns[orientation];
  if (!turn) {
    return pixels;
  }
  // Two steps, because the order matters: EXIF means that the picture is mirrored first.
  const mirrored = turn.flop ? await sharp(pixels.data, rawInput(pixels)).flop().raw().toBuffer() : pixels.data;
  if (turn.angle === 0) {
    return { ...pixels, data: mirrored };
  }
  const { data, info } = await sharp(mirrored, rawInput(pixels))
    .rotate(turn.angle)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { ...pixels, data, width: info.width, height: info.height };
}

/** How pixels are handed to sharp. */
export function rawInput(pixels: Pixels): {
  raw: { width: number; height: number; channels: 3 | 4 };
  limitInputPixels: false;
} {
  return { raw: { width: pixels.width, height: pixels.height, channels: pixels.channels }, limitInputPixels: false };
}
