import type { Rgb } from './color.ts';
import { clamp, long } from './math.ts';
import type { Random } from './noise.ts';
import type { Pixels } from './pixels.ts';
import { layer } from './pixels.ts';

/** Draws a straight stroke that may get thinner towards its end. */
export function stroke(
  pixels: Pixels,
  from: readonly [u: number, v: number],
  to: readonly [u: number, v: number],
  widths: readonly [start: number, end: number],
  color: Rgb,
  strength = 1,
): void {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const square = dx * dx + dy * dy || 1e-9;
  const reach = Math.max(...widths) + 2 / pixels.height;
  const bounds = {
    left: Math.min(from[0], to[0]) - reach,
    right: Math.max(from[0], to[0]) + reach,
    top: Math.min(from[1], to[1]) - reach,
    bottom: Math.max(from[1], to[1]) + reach,
  };
  layer(pixels, bounds, (u, v, out) => {
    const t = clamp(((u - from[0]) * dx + (v - from[1]) * dy) / square);
    const distance = long(u - from[0] - dx * t, v - from[1] - dy * t);
    const width = widths[0] + (widths[1] - widths[0]) * t;
    out[0] = color[0];
    out[1] = color[1];
    out[2] = color[2];
    // Finer than a pixel means fainter, not gone.
    const cover = clamp((width / 2 - distance) * pixels.height + 0.5);
    return Math.min(cover, clamp(width * pixels.height)) * strength;
  });
}

/** Grows a bare tree, branch by branch. */
export function growTree(
  pixels: Pixels,
  random: Random,
  foot: readonly [u: number, v: number],
  size: number,
  color: Rgb,
): void {
  const grow = (u: number, v: number, angle: number, length: number, width: number, depth: number): void => {
    const end: [number, number] = [u + Math.cos(angle) * length, v - Math.sin(angle) * length];
    stroke(pixels, [u, v], end, [width, width * 0.78], color);
    if (depth === 0) {
      return;
    }
    const branches = depth > 6 ? 2 : 2 + Math.floor(random() * 1.5);
    for (let branch = 0; branch < branches; branch += 1) {
      // One branch goes on nearly straight, the others leave it: that is what makes a crown irregular.
      const leader = branch === Math.floor(random() * branches);
      const side = branch % 2 === 0 ? -1 : 1;
      const turn = leader ? (random() - 0.5) * 0.5 : side * (0.45 + 0.55 * random());
      // Twigs reach for the light.
      const next = angle + turn + (Math.PI / 2 - angle) * 0.09;
      const share = leader ? 0.78 + 0.16 * random() : 0.55 + 0.25 * random();
      grow(end[0], end[1], next, length * share, width * (leader ? 0.76 : 0.56), depth - 1);
    }
  };
  grow(foot[0], foot[1], Math.PI / 2 + 0.06, size * 0.2, size * 0.045, 9);
}
