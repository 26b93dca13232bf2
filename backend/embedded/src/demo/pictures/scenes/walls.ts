import type { Rgb, Stops } from '../canvas/color.ts';
import { add, blend, ramp, rgb } from '../canvas/color.ts';
import { clamp, long, mix, smoothstep } from '../canvas/math.ts';
import { createNoise, createRandom } from '../canvas/noise.ts';
import { blur } from '../canvas/blur.ts';
import type { Pixels } from '../canvas/pixels.ts';
import { createPixels, paint, sample } from '../canvas/pixels.ts';
import { stroke } from '../canvas/strokes.ts';
import type { Scene } from '../scene.ts';

/** A frond whose leaflets get shorter towards its tip. */
function paintFrond(mask: Pixels, u: number, v: number, angle: number, length: number, bend: number): void {
  const leaflets = 26;
  let [x, y, turn] = [u, v, angle];
  for (let index = 0; index < leaflets; index += 1) {
    const t = index / leaflets;
    const next: [number, number] = [x + (Math.cos(turn) * length) / leaflets, y + (Math.sin(turn) * length) / leaflets];
    stroke(mask, [x, y], next, [0.007 * (1.2 - t), 0.006 * (1.2 - t)], [0, 0, 0]);
    const blade = length * 0.42 * Math.sin(Math.PI * (0.12 + 0.86 * t)) ** 0.8;
    for (const side of [-1, 1]) {
      const direction = turn + side * mix(1.15, 0.55, t);
      const middle: [number, number] = [
        next[0] + Math.cos(direction) * blade * 0.5,
        next[1] + Math.sin(direction) * blade * 0.5,
      ];
      const tip: [number, number] = [
        middle[0] + Math.cos(direction + side * 0.12) * blade * 0.5,
        middle[1] + Math.sin(direction + side * 0.12) * blade * 0.5 + 0.008,
      ];
      stroke(mask, next, middle, [0.006, 0.017], [0, 0, 0]);
      stroke(mask, middle, tip, [0.017, 0.001], [0, 0, 0]);
    }
    [x, y] = next;
    turn += bend / leaflets;
  }
}

/** Evening light through a window, and the shadow of a palm. */
export const windowLight: Scene = {
  aspect: '4:5',
  detail: 1000,
  grade: { contrast: 1.1, saturation: 1.0, vignette: 0.4, fade: 0.03, grain: 0.025 },
  paint: (pixels) => {
    const noise = createNoise(83);
    const mask = createPixels(Math.round(pixels.width / 2), Math.round(pixels.height / 2));
    paint(mask, (u, v, out) => {
      const [x, y] = [u + (v - 0.5) * 0.16, v - 0.05 + (u - 0.4) * 0.22];
      const [left, right, top, bottom] = [0.2, 0.72, 0.14, 0.8];
      const frame =
        smoothstep(left, left + 0.004, x) *
        smoothstep(right, right - 0.004, x) *
        smoothstep(top, top + 0.004, y) *
        smoothstep(bottom, bottom - 0.004, y);
      const bars =
        smoothstep(0.008, 0.012, Math.abs(x - 0.46)) *
        smoothstep(0.008, 0.012, Math.abs(y - 0.36)) *
        smoothstep(0.008, 0.012, Math.abs(y - 0.58));
      out[0] = out[1] = out[2] = frame * bars;
    });
    blur(mask, 0.006);
    const palm = createPixels(mask.width, mask.height);
    palm.data.fill(1);
    for (const [u, v, angle, length, bend] of [
      [0.74, 0.98, -2.0, 0.66, 0.7],
      [0.82, 0.9, -2.5, 0.6, 0.9],
      [0.7, 1.05, -1.65, 0.62, -0.5],
      [0.86, 0.62, -2.75, 0.45, -0.6],
    ] as const) {
      paintFrond(palm, u, v, angle, length, bend);
    }
    blur(palm, 0.008);
    const [warm, shade] = [rgb('#ffd29a', 1.12), rgb('#6f6a72')];
    const [light, leaf]: [Rgb, Rgb] = [
      [0, 0, 0],
      [0, 0, 0],
    ];
    paint(pixels, (u, v, out) => {
      const trowel = noise.fbm(u * 2.5 + noise.at(u * 2, v * 2), v * 2.5, 5);
      const relief = noise.fbm(u * 26, v * 26, 3) - noise.fbm(u * 26 + 0.08, v * 26 + 0.05, 3);
      sample(mask, u, v, light);
      sample(palm, u, v, leaf);
      const lit = light[0] * mix(0.16, 1, leaf[0]) * (0.92 + 0.14 * noise.at(u * 3, v * 3));
      blend(shade, warm, lit, out);
      add(out, out, 0.09 * trowel + relief * mix(0.16, 0.34, lit) + 0.03 * noise.at(u * 150, v * 150));
      add(out, rgb('#ffb878'), 0.05 * (1 - lit) * smoothstep(1.1, 0.2, long(u - 0.42, v - 0.5)));
    });
  },
};

interface Cuts {
  readonly seed: number;
  readonly colors: Stops;
  readonly levels: number;
  readonly scale: number;
}

/** Sheets of coloured paper, cut like the contours of a map. */
export function paintPaperCuts(pixels: Pixels, { seed, colors, levels, scale: size }: Cuts): void {
  const noise = createNoise(seed);
  const palette = ramp(...colors);
  const height = (u: number, v: number): number => {
    const warp = noise.at(u * size * 0.8 + 5, v * size * 0.8) * 0.35;
    return clamp(0.5 + 0.62 * noise.fbm(u * size + warp, v * size - warp, 2)) * levels;
  };
  const map = createPixels(pixels.width, pixels.height);
  paint(map, (u, v, out) => {
    out[0] = height(u, v);
  });
  const found: Rgb = [0, 0, 0];
  paint(pixels, (u, v, out) => {
    sample(map, u, v, found);
    const level = Math.floor(found[0]);
    let shade = 0;
    for (let step = 1; step <= 7; step += 1) {
      sample(map, u - step * 0.0042, v - step * 0.0062, found);
      const above = Math.floor(found[0]) - level;
      if (above > 0) {
        shade = Math.max(shade, (1 - step / 8) * clamp(0.55 + 0.2 * above));
      }
    }
    sample(map, u - 0.0016, v - 0.002, found);
    const rim = Math.floor(found[0]) < level ? 0.16 : 0;
    palette(level / (levels - 1), out);
    const fibre = 0.06 * noise.at(u * 190, v * 190) + 0.05 * noise.fbm(u * 60, v * 20 + level, 3);
    add(out, out, fibre + rim - 0.68 * shade);
  });
}

export const paperCuts: Scene = {
  aspect: '1:1',
  detail: 1000,
  grade: { contrast: 1.08, saturation: 1.02, vignette: 0.25 },
  paint: (pixels) =>
    paintPaperCuts(pixels, {
      seed: 36,
      levels: 9,
      scale: 1.7,
      colors: [
        [0, '#0e2a3b'],
        [0.25, '#1f5a68'],
        [0.45, '#4f9a94'],
        [0.6, '#e7d3ac'],
        [0.78, '#e59a63'],
        [1, '#c9492f'],
      ],
    }),
};

/** Ink that sinks through clear water. */
export const ink: Scene = {
  aspect: '3:4',
  detail: 1000,
  grade: { contrast: 1.1, saturation: 1.05, vignette: 0.1, fade: 0.02 },
  paint: (pixels) => {
    const noise = createNoise(55);
    const random = createRandom(55);
    const shift = random() * 9;
    const [paper, blue, magenta] = [rgb('#f2f0ea'), rgb('#12295e'), rgb('#a3195b')];
    paint(pixels, (u, v, out) => {
      const [wu, wv] = [noise.fbm(u * 2.4 + shift, v * 1.7, 4), noise.fbm(u * 2.4 + 7, v * 1.7 + shift, 4)];
      const [x, y] = [u + 0.3 * wu, v + 0.24 * wv];
      const [wx, wy] = [noise.fbm(x * 5, y * 3.4, 4), noise.fbm(x * 5 + 3, y * 3.4 + 8, 4)];
      const plume = smoothstep(
        0.34,
        0.0,
        Math.abs(x - 0.37 + 0.09 * wx) * mix(2.6, 0.85, smoothstep(0, 0.8, v)) +
          0.5 * smoothstep(0.6, 1.02, y + 0.1 * wy),
      );
      const folds = 1 - Math.abs(noise.fbm(x * 7 + wx * 1.8, y * 4.2 + wy * 1.8, 4));
      const density = plume * (0.22 + 0.95 * folds ** 3.2);
      blend(paper, [0.78, 0.8, 0.82], smoothstep(0.2, 1, v) * 0.4, out);
      const tint: Rgb = [0, 0, 0];
      blend(blue, magenta, smoothstep(-0.25, 0.35, wx + 0.6 * (v - 0.45)), tint);
      for (let channel = 0; channel < 3; channel += 1) {
        out[channel] = (out[channel] ?? 0) * ((tint[channel] ?? 0) + 0.02) ** (clamp(density) * 0.95);
      }
    });
  },
};
