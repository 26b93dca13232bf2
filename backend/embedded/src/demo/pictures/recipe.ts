import type { PictureExif } from './exif.ts';
import type { Scene } from './scene.ts';

/** A picture of the catalogue: what is painted, and what is said about it. */
export interface Recipe {
  readonly name: string;
  readonly alt: string;
  readonly scene: Scene;
  readonly exif: PictureExif;
}

type Body = Pick<PictureExif, 'make' | 'model' | 'lens'>;

// Cameras that nobody makes, so that no maker is said to have taken pictures that were computed.
export const wideAngle: Body = { make: 'Halden', model: 'Halden R2', lens: 'Halden 16-35mm F4' };
export const standard: Body = { make: 'Halden', model: 'Halden R2', lens: 'Halden 24-70mm F2.8' };
export const macro: Body = { make: 'Halden', model: 'Halden R2', lens: 'Halden Macro 90mm F2.8' };
export const compact: Body = { make: 'Orrin', model: 'Orrin X35', lens: 'Orrin 35mm F2' };
export const tele: Body = { make: 'Orrin', model: 'Orrin M6', lens: 'Orrin 70-200mm F4' };
export const drone: Body = { make: 'Skarv', model: 'Skarv Air', lens: 'Skarv 24mm F2.8' };
export const phone: Body = { make: 'Mirel', model: 'Mirel 9', lens: 'Mirel 9 back camera 6.9mm F1.8' };

/** Puts the settings of one exposure behind a camera. */
export function taken(
  body: Body,
  focalLength: number,
  aperture: number,
  exposure: string,
  iso: number,
  takenAt: string,
): PictureExif {
  return { ...body, focalLength, aperture, exposure, iso, takenAt };
}
