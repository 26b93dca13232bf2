import exifr from 'exifr';
import { z } from 'zod';
import type { CameraFacts } from '../photos/photo.entity.ts';

const text = z.string().transform(clean).catch('');
const positive = z.number().positive().finite().optional().catch(undefined);

const Tags = z.object({
  Make: text,
  Model: text,
  LensModel: text,
  ExposureTime: positive,
  FNumber: positive,
  ISO: positive,
  FocalLength: positive,
  DateTimeOriginal: text,
  OffsetTimeOriginal: text,
});

const longestExif = 256 * 1024;

/** Reads chosen facts out of an EXIF block; whatever cannot be read is left out, and nothing else is ever taken. */
export async function readCameraFacts(exif: Buffer | undefined): Promise<CameraFacts | undefined> {
  if (!exif || exif.length > longestExif) {
    return undefined;
  }
  const tiff = exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif;
  const parsed: unknown = await exifr
    .parse(tiff, { pick: Object.keys(Tags.shape), translateValues: false, reviveValues: false })
    .catch(() => undefined);
  const result = Tags.safeParse(parsed ?? {});
  if (!result.success) {
    return undefined;
  }
  const tags = result.data;
  const takenAt = toInstant(tags.DateTimeOriginal, tags.OffsetTimeOriginal);
  const camera = tags.Model.toLowerCase().startsWith(tags.Make.toLowerCase())
    ? tags.Model
    : `${tags.Make} ${tags.Model}`.trim();
  const facts: CameraFacts = {
    ...(camera !== '' && { camera }),
    ...(tags.LensModel !== '' && { lens: tags.LensModel }),
    ...(tags.ExposureTime !== undefined && { exposure: toFraction(tags.ExposureTime) }),
    ...(tags.FNumber !== undefined && { aperture: round(tags.FNumber, 10) }),
    ...(tags.ISO !== undefined && { iso: Math.round(tags.ISO) }),
    ...(tags.FocalLength !== undefined && { focalLength: round(tags.FocalLength, 100) }),
    ...(takenAt !== undefined && { takenAt }),
  };
  return Object.keys(facts).length > 0 ? facts : undefined;
}

// Names of cameras need no more than these; the rest of what a file may say stays out, markup above all.
function clean(value: string): string {
  return value
    .replace(/[^\p{L}\p{N} .,:/()+_'-]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80);
}

function toFraction(seconds: number): string {
  return seconds >= 0.3 ? String(round(seconds, 10)) : `1/${Math.round(1 / seconds)}`;
}

function round(value: number, steps: number): number {
  return Math.round(value * steps) / steps;
}

function toInstant(date: string, offset: string): string | undefined {
  const match = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(date);
  const zone = /^[+-]\d\d:\d\d$/.test(offset) ? offset : '';
  const instant = match ? `${match[1]}-${match[2]}-${match[3]}T${match[4]}` : '';
  return instant !== '' && !Number.isNaN(Date.parse(instant)) ? `${instant}${zone}` : undefined;
}
