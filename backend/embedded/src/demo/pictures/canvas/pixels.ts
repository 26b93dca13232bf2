import type { Rgb } from './color.ts';
import { clamp } from './math.ts';

/** A picture in linear light, three numbers per pixel. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** Part of the picture, in the same units as u and v. */
export interface Bounds {
  readonly left?: number;
  readonly right?: number;
  readonly top?: number;
  readonly bottom?: number;
}

/** Creates a black picture. */
export function createPixels(width: number, height: number): Pixels {
  return { width, height, data: new Float32Array(width * height * 3) };
}

/**
 * Computes every pixel. u and v start at the upper left corner and are measured in heights of the picture, so that
 * circles are round in every format.
 */
export function paint(pixels: Pixels, shade: (u: number, v: number, out: Rgb) => void): void {
  const { width, height, data } = pixels;
  const out: Rgb = [0, 0, 0];
  for (let y = 0, index = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, index += 3) {
      shade((x + 0.5) / height, (y + 0.5) / height, out);
      data[index] = out[0];
      data[index + 1] = out[1];
      data[index + 2] = out[2];
    }
  }
}

/** Lays something over the picture; shade starts from the colour that is there and answers how much it covers. */
export function layer(pixels: Pixels, bounds: Bounds, shade: (u: number, v: number, out: Rgb) => number): void {
  const { width, height, data } = pixels;
  const limit = (value: number | undefined, otherwise: number, high: number): number =>
    clamp(Math.round((value ?? otherwise) * height), 0, high);
  const [left, right] = [limit(bounds.left, 0, width), limit(bounds.right, width / height, width)];
  const [top, bottom] = [limit(bounds.top, 0, height), limit(bounds.bottom, 1, height)];
  const out: Rgb = [0, 0, 0];
  for (let y = top; y < bottom; y += 1) {
    for (let x = left, index = (y * width + left) * 3; x < right; x += 1, index += 3) {
      const r = data[index] ?? 0;
      const g = data[index + 1] ?? 0;
      const b = data[index + 2] ?? 0;
      out[0] = r;
      out[1] = g;
      out[2] = b;
      const cover = shade((x + 0.5) / height, (y + 0.5) / height, out);
      if (cover > 0) {
        data[index] = r + (out[0] - r) * cover;
        data[index + 1] = g + (out[1] - g) * cover;
        data[index + 2] = b + (out[2] - b) * cover;
      }
    }
  }
}

/** Reads a colour between pixels; what lies outside is the nearest edge. */
export function sample(pixels: Pixels, u: number, v: number, out: Rgb): void {
  const { width, height, data } = pixels;
  const x = clamp(u * height - 0.5, 0, width - 1.001);
  const y = clamp(v * height - 0.5, 0, height - 1.001);
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  const tx = x - ix;
  const ty = y - iy;
  const index = (iy * width + ix) * 3;
  const below = index + (iy + 1 < height ? width * 3 : 0);
  for (let channel = 0; channel < 3; channel += 1) {
    const upper = (data[index + channel] ?? 0) * (1 - tx) + (data[index + 3 + channel] ?? 0) * tx;
    const lower = (data[below + channel] ?? 0) * (1 - tx) + (data[below + 3 + channel] ?? 0) * tx;
    out[channel] = upper + (lower - upper) * ty;
  }
}

/** Adds a soft point of light. */
export function glow(pixels: Pixels, u: number, v: number, radius: number, color: Rgb): void {
  const reach = radius * 2.6;
  layer(pixels, { left: u - reach, right: u + reach, top: v - reach, bottom: v + reach }, (x, y, out) => {
    const fall = Math.exp(-((x - u) ** 2 + (y - v) ** 2) / (radius * radius));
    out[0] += color[0] * fall;
    out[1] += color[1] * fall;
    out[2] += color[2] * fall;
    return 1;
  });
}
