import type { Grade } from './canvas/develop.ts';
import type { Pixels } from './canvas/pixels.ts';

/** A picture that can be painted at any size. */
export interface Scene {
  /** Width to height, as photographers say it: "3:2". */
  readonly aspect: string;
  readonly grade?: Grade;
  /** The longer side of the pixels that are computed; soft pictures need fewer. */
  readonly detail?: number;
  paint(pixels: Pixels): void;
}

/** The width divided by the height of an aspect such as "3:2". */
export function aspectRatio(aspect: string): number {
  const [width = 1, height = 1] = aspect.split(':').map(Number);
  return width / height;
}

/** The width and height of a picture whose longer side is given. */
export function sizeOf(aspect: string, longSide: number): { readonly width: number; readonly height: number } {
  const ratio = aspectRatio(aspect);
  return ratio >= 1
    ? { width: longSide, height: Math.round(longSide / ratio) }
    : { width: Math.round(longSide * ratio), height: longSide };
}
