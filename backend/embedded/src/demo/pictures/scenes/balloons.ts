import type { Rgb } from '../canvas/color.ts';
import { add, blend, rgb } from '../canvas/color.ts';
import { clamp, smoothstep } from '../canvas/math.ts';
import { createNoise } from '../canvas/noise.ts';
import type { Pixels } from '../canvas/pixels.ts';
import { layer } from '../canvas/pixels.ts';
import { stroke } from '../canvas/strokes.ts';
import type { Scene } from '../scene.ts';
import { paintRanges } from './mountains.ts';

const noise = createNoise(4);

function paintBalloon(
  pixels: Pixels,
  u: number,
  v: number,
  size: number,
  colors: readonly string[],
  haze: number,
): void {
  const stripes = colors.map((hex) => rgb(hex));
  const air = rgb('#e9c3a8');
  const radius = (up: number): number => {
    // From the mouth (0) to the crown (1).
    return up > 0.42
      ? Math.sqrt(Math.max(0, 1 - ((up - 0.42) / 0.58) ** 2))
      : smoothstep(-0.12, 0.42, up) * 0.86 + 0.14 * (up / 0.42);
  };
  const tall = size * 2.35;
  for (const side of [-1, 1]) {
    const rope: Rgb = [0.06, 0.05, 0.05];
    blend(rope, air, haze, rope);
    stroke(pixels, [u + side * size * 0.17, v], [u + side * size * 0.09, v + size * 0.34], [0.0014, 0.0012], rope);
  }
  layer(
    pixels,
    { left: u - size * 0.13, right: u + size * 0.13, top: v + size * 0.32, bottom: v + size * 0.52 },
    (x, y, out) => {
      const weave = 0.3 * Math.sin(x * 900) * Math.sin(y * 700);
      blend([0.13, 0.075, 0.035], air, haze, out);
      add(out, out, weave + 0.5 * (x > u ? 1 : -0.5));
      return 1;
    },
  );
  layer(pixels, { left: u - size * 1.05, right: u + size * 1.05, top: v - tall, bottom: v }, (x, y, out) => {
    const up = (v - y) / tall;
    const wide = radius(up) * size;
    const off = (x - u) / Math.max(wide, 1e-6);
    if (Math.abs(off) > 1 || up < 0 || up > 1) {
      return 0;
    }
    // Gores are equally wide on the balloon, so they crowd at its sides.
    const gore = (Math.asin(off) / Math.PI + 0.5) * 12;
    const band = up > 0.52 && up < 0.6 ? 1 : 0;
    const cloth = stripes[(Math.floor(gore) + band) % stripes.length] ?? [1, 1, 1];
    const seam = Math.abs((gore % 1) - 0.5) * 2;
    const round = Math.sqrt(1 - off * off);
    const light =
      clamp(0.34 + 0.5 * round + 0.42 * off + 0.18 * (up - 0.5)) - 0.1 * seam ** 6 + 0.05 * noise.at(gore * 3, up * 14);
    out[0] = cloth[0] * light * 1.15;
    out[1] = cloth[1] * light * 1.03;
    out[2] = cloth[2] * light * 0.95;
    add(out, rgb('#ffb45c'), 0.3 * smoothstep(0.3, 0.02, up) * round);
    blend(out, air, haze, out);
    return clamp((wide - Math.abs(x - u)) * pixels.height + 0.5) * clamp((1 - up) * tall * pixels.height);
  });
}

/** Balloons over the valley, just after sunrise. */
export const balloons: Scene = {
  aspect: '4:3',
  grade: { contrast: 1.12, saturation: 1.1, warmth: 0.03 },
  paint: (pixels) => {
    paintRanges(pixels, {
      seed: 61,
      count: 6,
      horizon: 0.6,
      relief: 0.14,
      treesFrom: 4,
      sky: [
        [0, '#6f9ccb'],
        [0.5, '#b9c8d6'],
        [0.82, '#f3d5bd'],
        [1, '#ffdfb8'],
      ],
      sun: { u: 1.28, v: 0.56, color: '#ffb27a', spread: 0.22 },
      far: '#b7a3ac',
      near: '#27303a',
      haze: '#efc9ab',
    });
    for (const [u, v, size, haze, colors] of fleet) {
      paintBalloon(pixels, u, v, size, colors, haze);
    }
  },
};

const fleet = [
  [0.98, 0.58, 0.026, 0.6, ['#c9423a', '#f3ead8']],
  [0.72, 0.49, 0.034, 0.5, ['#3a6ea5', '#f2d06b']],
  [1.2, 0.36, 0.05, 0.36, ['#e7a13c', '#8c3b2a']],
  [0.2, 0.6, 0.042, 0.45, ['#5c7f5a', '#efe3c4']],
  [0.86, 0.3, 0.075, 0.22, ['#f0e6d2', '#d2553f', '#f0e6d2', '#3f7f8c']],
  [0.4, 0.53, 0.15, 0.05, ['#d43d32', '#f2b441', '#d43d32', '#7b2f5f']],
] as const;
