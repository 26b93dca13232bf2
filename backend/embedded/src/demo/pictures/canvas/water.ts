import type { Rgb } from './color.ts';
import { blend } from './color.ts';
import { clamp } from './math.ts';
import type { Noise } from './noise.ts';
import type { Pixels } from './pixels.ts';
import { layer, sample } from './pixels.ts';

/** How a water surface mirrors what is above it. */
export interface Mirror {
  readonly shore: number;
  /** How far waves throw the reflection about. */
  readonly waves: number;
  /** How far lights are drawn out towards the viewer. */
  readonly smear: number;
  readonly depth: Rgb;
  /** The share of light that is mirrored near the shore and at the lower edge. */
  readonly strength: readonly [far: number, near: number];
}

/** Fills everything below the shore with a reflection of what is above it. */
export function mirrorInWater(pixels: Pixels, noise: Noise, options: Mirror): void {
  const { shore, waves, smear } = options;
  const source = { ...pixels, data: pixels.data.slice() };
  const found: Rgb = [0, 0, 0];
  const sum: Rgb = [0, 0, 0];
  const reach = 1 - shore;
  layer(pixels, { top: shore }, (u, v, out) => {
    const down = v - shore;
    const near = down / reach;
    const z = 0.35 / (down + 0.02);
    const wave = noise.fbm(u * z * 2.2, z * 14, 3) + 0.4 * noise.at(u * z * 7, z * 40);
    const side = wave * waves * (0.25 + near);
    sum[0] = 0;
    sum[1] = 0;
    sum[2] = 0;
    for (let step = -2; step <= 2; step += 1) {
      const from = shore - down * 1.05 - wave * waves * 2.6 * (0.2 + near) + step * smear * (0.2 + near);
      sample(source, u + side * (0.6 + 0.2 * step), clamp(from, 0, shore - 0.004), found);
      sum[0] += found[0] / 5;
      sum[1] += found[1] / 5;
      sum[2] += found[2] / 5;
    }
    const share = options.strength[0] + (options.strength[1] - options.strength[0]) * near;
    blend(options.depth, sum, clamp(share * (1 + 0.3 * wave)), out);
    return 1;
  });
}
