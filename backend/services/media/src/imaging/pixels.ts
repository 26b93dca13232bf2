import { sharp } from './sharp.ts';

/** Decoded pixels, 8 bits a channel. */
export interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  /** 4 with transparency, else 3. */
  readonly channels: 3 | 4;
}

/** Drops an alpha channel that hides nothing, as screenshots have it; it would only cost bytes. */
export async function dropEmptyAlpha(pixels: Pixels): Promise<Pixels> {
  if (pixels.channels === 3) {
    return pixels;
  }
  for (let at = 3; at < pixels.data.length; at += 4) {
    if (pixels.data[at] !== 255) {
      return pixels;
    }
  }
  return { ...pixels, data: await sharp(pixels.data, rawInput(pixels)).removeAlpha().raw().toBuffer(), channels: 3 };
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

/** Turns and mirrors pixels as an EXIF orientation (1 to 8) says. */
export async function turnUpright(pixels: Pixels, orientation: number): Promise<Pixels> {
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
