import { errors } from '../errors.ts';
import { readProfile } from './colour-profile.ts';
import { toRefusal } from './decode-errors.ts';
import { limits } from '../upload-limits.ts';
import { sharp } from './sharp.ts';

/** What the header of a photo says. Nothing of it is proof: only decoding is. */
export interface Header {
  /** Pixels as stored, before orientation. */
  readonly width: number;
  readonly height: number;
  /** EXIF orientation, 1 to 8. */
  readonly orientation: number;
  /** The colour profile to hand on; undefined when there is none or the pixels are to be converted to sRGB. */
  readonly profile: Buffer | undefined;
  readonly exif: Buffer | undefined;
}

/** Reads the header of a photo; 422 when it is not one or announces more than is accepted. */
export async function inspect(data: Buffer): Promise<Header> {
  const metadata = await sharp(data, { limitInputPixels: false, failOn: 'none', pages: 1 })
    .metadata()
    .catch((error: unknown) => {
      throw toRefusal(error);
    });
  const { width, height } = metadata;
  if (width * height > limits.maxPixels) {
    throw errors.tooManyPixels(limits.maxPixels);
  }
  if (Math.max(width, height) > limits.maxAspectRatio * Math.min(width, height)) {
    throw errors.tooNarrow(limits.maxAspectRatio);
  }
  const orientation = metadata.orientation ?? 1;
  return {
    width,
    height,
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    profile: metadata.space === 'srgb' || metadata.space === 'rgb16' ? readProfile(metadata.icc) : undefined,
    exif: metadata.exif,
  };
}
