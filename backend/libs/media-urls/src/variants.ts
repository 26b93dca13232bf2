/** The ladder of widths in pixels; a photo is never enlarged, so the last step it reaches is as wide as the photo. */
export const ladder = [320, 640, 960, 1280, 1920] as const;
export const squareSize = 160;
export const formats = ['webp', 'jpeg'] as const;

/** Very tall photos are bounded by height too: a variant is at most this many times as high as its step is wide. */
const tallest = 3;

export type Format = (typeof formats)[number];

/** One rendition of a photo; `name` is its step on the ladder, `width` and `height` what it measures. */
export interface Variant {
  readonly name: string;
  readonly format: Format;
  readonly width: number;
  readonly height: number;
}

/** The variants of a photo of this size, in the order the API lists them. Media makes these, everybody else computes them. */
export function variantsOf(width: number, height: number): Variant[] {
  const side = Math.min(squareSize, width, height);
  const sizes = [{ name: String(squareSize), width: side, height: side }];
  for (const step of ladder) {
    const scale = Math.min(1, step / width, (step * tallest) / height);
    sizes.push({
      name: String(step),
      width: Math.max(1, Math.round(width * scale)),
      height: Math.max(1, Math.round(height * scale)),
    });
    if (scale === 1) {
      break;
    }
  }
  return sizes.flatMap((size) => formats.map((format) => ({ ...size, format })));
}

/** The file that avatars and thumbnails are. */
export const squareFile = `${squareSize}.webp`;

/** The file name of a variant in its address and in the store: `640.webp`. */
export function fileNameOf(variant: Pick<Variant, 'name' | 'format'>): string {
  return `${variant.name}.${variant.format}`;
}
