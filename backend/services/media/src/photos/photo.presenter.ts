import type { z } from 'zod';
import type { Photo as PhotoAnswer } from './photos.schema.ts';
import type { PhotoView } from './photo-view.ts';

/** A photo as its owner sees it. */
export function presentPhoto({ photo, variants }: PhotoView): z.input<typeof PhotoAnswer> {
  return {
    id: photo.id,
    width: photo.width,
    height: photo.height,
    thumbhash: photo.thumbhash,
    sha256: photo.sha256,
    createdAt: photo.createdAt,
    variants: variants.map((variant) => ({ ...variant })),
    ...(photo.exif && { exif: photo.exif }),
  };
}
