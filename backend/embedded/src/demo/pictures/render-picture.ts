import sharp from 'sharp';
import { develop } from './canvas/develop.ts';
import { createPixels } from './canvas/pixels.ts';
import type { PictureExif } from './exif.ts';
import { toSharpExif } from './exif.ts';
import type { Scene } from './scene.ts';
import { aspectRatio, sizeOf } from './scene.ts';

const usualDetail = 1000;

/** Paints a scene on this thread and answers a JPEG, as a camera would hand it over. */
export async function renderPicture(scene: Scene, longSide: number, exif?: PictureExif): Promise<Buffer> {
  // Panoramas are shown wider than others.
  const wide = aspectRatio(scene.aspect) > 2.5 ? 1.4 : 1;
  const detail = Math.min((scene.detail ?? usualDetail) * wide, longSide);
  const pixels = createPixels(...dimensions(scene, detail));
  scene.paint(pixels);
  const { width, height } = pixels;
  const [finalWidth, finalHeight] = dimensions(scene, longSide);
  const image = sharp(develop(pixels, scene.grade ?? {}), { raw: { width, height, channels: 3 } })
    .resize(finalWidth, finalHeight, { fit: 'fill' })
    .jpeg({ quality: 85 });
  if (!exif) {
    return image.toBuffer();
  }
  if (exif.orientation === undefined) {
    return image.withExif(toSharpExif(exif)).toBuffer();
  }
  // sharp would turn the picture before it resizes it, so this takes a second step.
  const upright = await image.jpeg({ quality: 100 }).toBuffer();
  return sharp(upright)
    .rotate(exif.orientation === 6 ? 270 : 90)
    .jpeg({ quality: 85 })
    .withExif(toSharpExif(exif))
    .withMetadata({ orientation: exif.orientation })
    .toBuffer();
}

function dimensions(scene: Scene, longSide: number): [width: number, height: number] {
  const { width, height } = sizeOf(scene.aspect, longSide);
  return [width, height];
}
