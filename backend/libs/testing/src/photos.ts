import { randomInt } from 'node:crypto';
import sharp from 'sharp';

/** Draws a small JPEG that is different every time. */
export async function drawPhoto(options: { width?: number; height?: number } = {}): Promise<Buffer> {
  const background = { r: randomInt(256), g: randomInt(256), b: randomInt(256) };
  return sharp({
    create: {
      width: options.width ?? 800,
      height: options.height ?? 600,
      channels: 3,
      background,
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  })
    .jpeg({ quality: 80 })
    .toBuffer();
}
