import type { Exif } from 'sharp';

/** What a camera would have written into the file. */
export interface PictureExif {
  readonly make: string;
  readonly model: string;
  readonly lens: string;
  readonly focalLength: number;
  readonly aperture: number;
  /** Seconds, as cameras show them: "1/250" or "30". */
  readonly exposure: string;
  readonly iso: number;
  /** Local time, "2025-10-12T06:41:00". */
  readonly takenAt: string;
  readonly position?: { readonly latitude: number; readonly longitude: number };
  /** 6 and 8: the camera was held upright, and the pixels in the file lie on their side. */
  readonly orientation?: 6 | 8;
}

/** Writes the facts in the directories and notations of the EXIF standard. */
export function toSharpExif(exif: PictureExif): Exif {
  const date = exif.takenAt.replace('T', ' ').replaceAll('-', ':');
  const { position } = exif;
  return {
    IFD0: { Make: exif.make, Model: exif.model, DateTime: date, Software: 'Tintype demo' },
    IFD2: {
      DateTimeOriginal: date,
      ExposureTime: exif.exposure.includes('/') ? exif.exposure : `${exif.exposure}/1`,
      FNumber: `${Math.round(exif.aperture * 10)}/10`,
      ISOSpeedRatings: String(exif.iso),
      FocalLength: `${exif.focalLength}/1`,
      LensModel: exif.lens,
    },
    ...(position && {
      IFD3: {
        GPSLatitudeRef: position.latitude < 0 ? 'S' : 'N',
        GPSLatitude: toDegrees(position.latitude),
        GPSLongitudeRef: position.longitude < 0 ? 'W' : 'E',
        GPSLongitude: toDegrees(position.longitude),
      },
    }),
  };
}

/** Degrees, minutes and seconds, each as a fraction. */
function toDegrees(value: number): string {
  const seconds = Math.round(Math.abs(value) * 3600);
  return `${Math.floor(seconds / 3600)}/1 ${Math.floor(seconds / 60) % 60}/1 ${seconds % 60}/1`;
}
