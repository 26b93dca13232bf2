import type { Pixels } from './pixels.ts';
import { createPixels } from './pixels.ts';

/** Blurs as a lens out of focus would, nearly a bell curve; the radius is a share of the picture's height. */
export function blur(pixels: Pixels, radiusX: number, radiusY: number = radiusX): void {
  const scratch = new Float32Array(pixels.data.length);
  for (let pass = 0; pass < 3; pass += 1) {
    boxBlur(pixels.data, scratch, pixels.height, pixels.width, pixels.width * 3, 3, toPixels(pixels, radiusX));
    boxBlur(scratch, pixels.data, pixels.width, pixels.height, 3, pixels.width * 3, toPixels(pixels, radiusY));
  }
}

function toPixels(pixels: Pixels, radius: number): number {
  return Math.max(0, Math.round((radius * pixels.height) / 1.7));
}

/** A running sum along each line: the cost does not depend on the radius. */
function boxBlur(
  from: Float32Array,
  to: Float32Array,
  lines: number,
  length: number,
  lineStride: number,
  stride: number,
  radius: number,
): void {
  const weight = 1 / (radius * 2 + 1);
  const last = (length - 1) * stride;
  for (let line = 0; line < lines; line += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      const base = line * lineStride + channel;
      let sum = (from[base] ?? 0) * (radius + 1);
      for (let step = 1; step <= radius; step += 1) {
        sum += from[base + Math.min(step * stride, last)] ?? 0;
      }
      for (let step = 0; step < length; step += 1) {
        to[base + step * stride] = sum * weight;
        sum += from[base + Math.min((step + radius + 1) * stride, last)] ?? 0;
        sum -= from[base + Math.max((step - radius) * stride, 0)] ?? 0;
      }
    }
  }
}

/** Copies a picture at a quarter of its size, keeping only what is brighter than the threshold. */
function shrinkBright(pixels: Pixels, factor: number, threshold: number): Pixels {
  const small = createPixels(Math.ceil(pixels.width / factor), Math.ceil(pixels.height / factor));
  const share = 1 / (factor * factor);
  for (let y = 0; y < pixels.height; y += 1) {
    for (let x = 0; x < pixels.width; x += 1) {
      const from = (y * pixels.width + x) * 3;
      const to = (Math.floor(y / factor) * small.width + Math.floor(x / factor)) * 3;
      for (let channel = 0; channel < 3; channel += 1) {
        const bright = Math.max(0, Math.min(pixels.data[from + channel] ?? 0, 12) - threshold) * share;
        small.data[to + channel] = (small.data[to + channel] ?? 0) + bright;
      }
    }
  }
  return small;
}

/** Lets bright places shine over their surroundings, as they do in every lens. */
export function bloom(pixels: Pixels, threshold: number, radius: number, strength: number): void {
  const factor = 4;
  const small = shrinkBright(pixels, factor, threshold);
  blur(small, radius);
  const { width, height, data } = pixels;
  for (let y = 0; y < height; y += 1) {
    const fy = Math.min(Math.max((y + 0.5) / factor - 0.5, 0), small.height - 1);
    const row = Math.min(Math.floor(fy), small.height - 2);
    const ty = fy - row;
    for (let x = 0; x < width; x += 1) {
      const fx = Math.min(Math.max((x + 0.5) / factor - 0.5, 0), small.width - 1);
      const column = Math.min(Math.floor(fx), small.width - 2);
      const tx = fx - column;
      const from = (row * small.width + column) * 3;
      const below = from + small.width * 3;
      const to = (y * width + x) * 3;
      for (let channel = 0; channel < 3; channel += 1) {
        const at = from + channel;
        const upper = (small.data[at] ?? 0) * (1 - tx) + (small.data[at + 3] ?? 0) * tx;
        const lower = (small.data[below + channel] ?? 0) * (1 - tx) + (small.data[below + channel + 3] ?? 0) * tx;
        data[to + channel] = (data[to + channel] ?? 0) + (upper * (1 - ty) + lower * ty) * strength;
      }
    }
  }
}
