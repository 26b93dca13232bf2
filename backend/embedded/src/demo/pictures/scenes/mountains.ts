import type { Rgb, Stops } from '../canvas/color.ts';
import { add, blend, ramp, rgb } from '../canvas/color.ts';
import { bell, clamp, long, mix, smoothstep } from '../canvas/math.ts';
import type { Noise } from '../canvas/noise.ts';
import { createNoise, createRandom } from '../canvas/noise.ts';
import { bloom } from '../canvas/blur.ts';
import type { Pixels } from '../canvas/pixels.ts';
import { layer, paint } from '../canvas/pixels.ts';
import type { Scene } from '../scene.ts';

interface Ranges {
  readonly seed: number;
  readonly sky: Stops;
  readonly sun?: { readonly u: number; readonly v: number; readonly color: string; readonly spread: number };
  readonly far: string;
  readonly near: string;
  readonly haze: string;
  readonly count: number;
  readonly horizon: number;
  readonly relief: number;
  /** From which layer on trees stand on the ridges. */
  readonly treesFrom: number;
}

/** Ridge behind ridge, each a little darker than the one behind it: mountains in morning air. */
export function paintRanges(pixels: Pixels, options: Ranges): void {
  const noise = createNoise(options.seed);
  const sky = ramp(...options.sky);
  const { sun } = options;
  const sunColor = rgb(sun?.color ?? '#000000');
  paint(pixels, (u, v, out) => {
    sky(v / options.horizon, out);
    const streak = noise.fbm(u * 1.1, v * 9, 4);
    if (sun) {
      const distance = long(u - sun.u, v - sun.v);
      add(out, sunColor, 0.9 * bell(distance, sun.spread) + 0.25 * bell(distance, sun.spread * 3));
      add(out, sunColor, 6 * smoothstep(0.028, 0.024, distance));
    }
    const veil = smoothstep(0.05, 0.7, streak) * smoothstep(0, 0.5, v) * 0.2;
    add(out, out, veil);
  });
  const ridges = Array.from({ length: options.count }, (_, index) => findRidge(noise, pixels, options, index));
  const hidden = new Float32Array(pixels.width).fill(1);
  const covers = ridges.toReversed().map(({ top }) => {
    const before = hidden.slice();
    top.forEach((edge, x) => {
      hidden[x] = Math.min(hidden[x] ?? 1, edge + 2 / pixels.height);
    });
    return before;
  });
  ridges.forEach((ridge, index) => {
    paintRidge(pixels, noise, options, index, ridge, covers[options.count - 1 - index] ?? hidden);
  });
  bloom(pixels, 0.75, 0.05, 0.22);
}

/** The outline of a range with its trees, and the ground on which they stand. */
interface Ridge {
  readonly top: Float32Array;
  readonly ground: Float32Array;
}

function paintRidge(
  pixels: Pixels,
  noise: Noise,
  options: Ranges,
  index: number,
  ridge: Ridge,
  hiddenBelow: Float32Array,
): void {
  const t = index / (options.count - 1);
  const { sun } = options;
  const [sunColor, haze] = [rgb(sun?.color ?? '#ffffff'), rgb(options.haze)];
  const color: Rgb = [0, 0, 0];
  blend(rgb(options.far), rgb(options.near), t ** 0.85, color);
  const side = sun && sun.u < pixels.width / pixels.height / 2 ? -1 : 1;
  const top = ridge.top.reduce((low, height) => Math.min(low, height), 1);
  layer(pixels, { top }, (u, v, out) => {
    const x = Math.floor(u * pixels.height);
    const cover = clamp((v - (ridge.top[x] ?? 1)) * pixels.height + 0.5);
    // What the next range hides need not be painted.
    if (cover === 0 || v > (hiddenBelow[x] ?? 1)) {
      return 0;
    }
    const depth = Math.max(0, v - (ridge.ground[x] ?? 1));
    const fold = mix(11, 6, t);
    const [fu, fv] = [u * fold + v * 2 * side, v * fold * 0.8 + index * 7];
    // Gullies: one side of each sees the sun.
    const facet = noise.ridged(fu + 0.09 * side, fv - 0.06, 4) - noise.ridged(fu, fv, 4);
    const wisp = noise.fbm(u * 2.2 + index * 5, v * 7, 3);
    const fog = smoothstep(-0.02, mix(0.17, 0.3, t), depth) * mix(0.9, 0.12, t) * (1 + 0.7 * wisp);
    blend(color, haze, clamp(fog), out);
    add(out, out, facet * mix(0.4, 1.9, t) * (1 - clamp(fog)) * smoothstep(0, 0.012, depth));
    if (sun) {
      add(out, sunColor, 0.16 * bell(u - sun.u, 0.45) * (1 - t) * smoothstep(0.12, 0, depth));
    }
    return cover;
  });
}

function findRidge(noise: Noise, pixels: Pixels, options: Ranges, index: number): Ridge {
  const t = index / (options.count - 1);
  const random = createRandom(options.seed * 100 + index);
  const base = mix(options.horizon + 0.02, 0.99, t ** 1.15) + (random() - 0.5) * 0.04;
  const steep = mix(1, 0.62, t) * (0.7 + 0.6 * random());
  const ground = Float32Array.from({ length: pixels.width }, (_, x) => {
    const u = x / pixels.height;
    const bent = u + 0.12 * noise.at(u * 1.7, index * 9.1);
    const broad = noise.fbm(bent * mix(1.1, 0.7, t) + index * 7.3, index * 3.1, 2);
    const peaks = noise.ridged(bent * mix(2.1, 1.1, t) + index * 5.7, index * 1.9, 3) ** 1.4;
    const crags = noise.fbm(u * 9 + index * 4, index, 5) * (0.25 + peaks);
    return base - options.relief * (0.75 * broad + 0.95 * steep * (peaks - 0.3) + 0.14 * steep * crags);
  });
  const top = ground.slice();
  if (index >= options.treesFrom) {
    const size = mix(0.018, 0.075, smoothstep(options.treesFrom - 1, options.count - 1, index));
    plantTrees(top, pixels, random, size);
  }
  return { top, ground };
}

/** Conifers: narrow, unequal, in groups, with ragged sides. */
function plantTrees(heights: Float32Array, pixels: Pixels, random: () => number, size: number): void {
  const ground = heights.slice();
  const grove = createNoise(Math.floor(random() * 1e6));
  for (let u = -0.1; u < pixels.width / pixels.height + 0.1; u += size * (0.12 + 0.2 * random())) {
    const crowd = clamp(0.55 + 0.9 * grove.at(u * 3, 1));
    const tall = size * (0.35 + 0.9 * random() ** 2) * (0.4 + 0.8 * crowd);
    const wide = tall * (0.16 + 0.1 * random());
    const from = Math.max(0, Math.floor((u - wide) * pixels.height));
    const foot = ground[clamp(Math.floor(u * pixels.height), 0, pixels.width - 1)] ?? 1;
    for (let x = from; x < Math.min(pixels.width, (u + wide) * pixels.height); x += 1) {
      const off = Math.abs(x / pixels.height - u) / wide;
      const ragged = 0.16 * grove.at(x * 0.9, u * 50) + 0.1 * ((off * 5) % 1);
      const top = foot - tall * clamp(1 - off * 1.04 + ragged * off * 2);
      heights[x] = Math.min(heights[x] ?? 1, top);
    }
  }
}

export const dawnRanges: Scene = {
  aspect: '3:2',
  grade: { contrast: 1.12, saturation: 1.12, warmth: 0.04 },
  paint: (pixels) =>
    paintRanges(pixels, {
      seed: 11,
      count: 7,
      horizon: 0.4,
      relief: 0.2,
      treesFrom: 5,
      sky: [
        [0, '#5d7fa6'],
        [0.45, '#b8b7bf'],
        [0.75, '#f1c9a4'],
        [1, '#ffdcae'],
      ],
      sun: { u: 1.02, v: 0.31, color: '#ffb066', spread: 0.2 },
      far: '#c3a9a6',
      near: '#141c26',
      haze: '#eebf9c',
    }),
};

export const blueRanges: Scene = {
  aspect: '3:1',
  grade: { contrast: 1.15, saturation: 0.95, vignette: 0.12 },
  paint: (pixels) =>
    paintRanges(pixels, {
      seed: 29,
      count: 8,
      horizon: 0.3,
      relief: 0.3,
      treesFrom: 6,
      sky: [
        [0, '#9fb7c6'],
        [0.6, '#c9d6da'],
        [1, '#e6e9e4'],
      ],
      far: '#b4c8d1',
      near: '#0c2029',
      haze: '#d3dfe0',
    }),
};

export const violetRanges: Scene = {
  aspect: '4:5',
  grade: { contrast: 1.12, saturation: 1.1 },
  paint: (pixels) =>
    paintRanges(pixels, {
      seed: 5,
      count: 7,
      horizon: 0.52,
      relief: 0.15,
      treesFrom: 5,
      sky: [
        [0, '#253054'],
        [0.4, '#5d5683'],
        [0.7, '#b97f95'],
        [0.9, '#f0a68a'],
        [1, '#ffc993'],
      ],
      sun: { u: 0.22, v: 0.56, color: '#ff8a5c', spread: 0.22 },
      far: '#94708f',
      near: '#0d0e1d',
      haze: '#c08a95',
    }),
};
