/** One stored size of a photo. */
export interface PhotoVariant {
  readonly name: string;
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly url: string;
}

/** A photo as the pages need it: its shape is known before its bytes arrive. */
export interface Photo {
  readonly id: string;
  readonly alt?: string | null;
  readonly width: number;
  readonly height: number;
  readonly thumbhash?: string | null;
  readonly variants: readonly PhotoVariant[];
}

export interface PhotoSource {
  readonly type: string;
  readonly srcset: string;
}

export interface PhotoSources {
  /** Modern formats, best first. */
  readonly sources: readonly PhotoSource[];
  readonly src: string;
  readonly srcset: string;
}

const MODERN = ['avif', 'webp'];

/** Groups the variants of a photo for `<picture>`. Crops (the square one) are left out unless a square is asked for. */
export function photoSources(photo: Photo, square = false): PhotoSources {
  const shape = square ? 1 : photo.width / photo.height;
  const fitting = photo.variants.filter((variant) => Math.abs(variant.width / variant.height / shape - 1) < 0.04);
  const usable = (fitting.length > 0 ? fitting : photo.variants).toSorted((a, b) => a.width - b.width);
  const fallback = usable.filter((variant) => !MODERN.includes(variant.format));
  const plain = fallback.length > 0 ? fallback : usable;
  return {
    sources: MODERN.flatMap((format) => {
      const same = usable.filter((variant) => variant.format === format);
      return same.length > 0 && fallback.length > 0 ? [{ type: `image/${format}`, srcset: toSrcset(same) }] : [];
    }),
    src: (plain.find((variant) => variant.width >= 640) ?? plain.at(-1))?.url ?? '',
    srcset: toSrcset(plain),
  };
}

function toSrcset(variants: readonly PhotoVariant[]): string {
  return variants.map((variant) => `${variant.url} ${variant.width}w`).join(', ');
}
