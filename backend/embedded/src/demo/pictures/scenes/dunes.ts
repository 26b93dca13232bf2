import type { Rgb, Stops } from '../canvas/color.ts';
import { add, blend, ramp, rgb } from '../canvas/color.ts';
import { clamp, long, mix, smoothstep } from '../canvas/math.ts';
import type { Noise } from '../canvas/noise.ts';
import { createNoise } from '../canvas/noise.ts';
import type { Pixels } from '../canvas/pixels.ts';
import { paint } from '../canvas/pixels.ts';
import { drawTerrain } from '../canvas/terrain.ts';
import type { Scene } from '../scene.ts';

interface Desert {
  readonly seed: number;
  readonly horizon: number;
  readonly sky: Stops;
  readonly lit: string;
  readonly dark: string;
  readonly haze: string;
  /** From which side the sun comes: 1 from the right, -1 from the left. */
  readonly side: number;
  readonly steep: number;
  readonly zoom: number;
}

/** Wind makes dunes: a long rise, a sharp crest, a short steep fall. */
function duneHeight(noise: Noise, x: number, z: number): number {
  const bend = noise.at(x * 0.11, z * 0.09) * 1.5 + noise.at(x * 0.31 + 7, z * 0.23) * 0.32;
  const wave = (x * 0.16 + z * 0.13 + bend) % 1;
  const phase = wave < 0 ? wave + 1 : wave;
  const rise = 0.68;
  const profile = phase < rise ? (phase / rise) ** 1.5 : ((1 - phase) / (1 - rise)) ** 1.15;
  const size = 0.55 + 0.45 * noise.at(x * 0.07 + 3, z * 0.07);
  return profile * size * 0.95 + 0.35 * noise.at(x * 0.05, z * 0.05 + 11);
}

function paintDesert(pixels: Pixels, options: Desert): void {
  const noise = createNoise(options.seed);
  const sky = ramp(...options.sky);
  const [lit, dark, haze] = [rgb(options.lit), rgb(options.dark), rgb(options.haze)];
  paint(pixels, (u, v, out) => {
    sky(v / options.horizon, out);
    add(out, out, 0.06 * noise.fbm(u * 1.5, v * 10, 3));
  });
  const height = (x: number, z: number): number => duneHeight(noise, x, z);
  const sun: Rgb = [0.86 * options.side, options.steep, 0.32];
  const length = long(...sun);
  drawTerrain(pixels, {
    horizon: options.horizon,
    eyeHeight: 1.75,
    zoom: options.zoom,
    far: 46,
    near: 0.7,
    height,
    shade: (x, z, distance, out) => {
      const step = 0.003 + 0.008 * distance;
      const here = height(x, z);
      // Small ripples, finer than the eye resolves farther away.
      const ripple =
        Math.sin((x * 1.6 + z * 2.1 + noise.fbm(x * 1.1, z * 1.1, 2) * 0.9) * 30) *
        smoothstep(9, 3, distance) *
        (0.05 + 0.05 * noise.at(x * 0.7, z * 0.7));
      const slopeX = (height(x + step, z) - height(x - step, z)) / (2 * step) + ripple;
      const slopeZ = (height(x, z + step) - height(x, z - step)) / (2 * step) + ripple;
      const facing = (sun[1] - slopeX * sun[0] - slopeZ * sun[2]) / (length * Math.sqrt(1 + slopeX ** 2 + slopeZ ** 2));
      let shadow = 1;
      for (let reach = 0.15; reach < 2.6 && facing > 0 && distance < 22; reach *= 1.7) {
        const above = here + (sun[1] / length) * reach * 1.1 - height(x + sun[0] * reach, z + sun[2] * reach);
        shadow = Math.min(shadow, clamp(0.5 + above * 9));
      }
      // Far away a shadow is thinner than a pixel.
      const light = clamp(facing) * mix(shadow, 0.85, smoothstep(9, 22, distance));
      const grit = 1 + 0.05 * noise.at(x * 40, z * 40) * smoothstep(10, 3, distance);
      blend(dark, lit, smoothstep(-0.05, 0.75, light), out);
      add(out, out, grit - 1 + 0.1 * noise.at(x * 0.6, z * 0.6));
      blend(out, haze, mix(0, 0.92, smoothstep(4, 44, distance)), out);
    },
  });
}

export const goldenDunes: Scene = {
  aspect: '3:2',
  detail: 1000,
  grade: { contrast: 1.18, saturation: 1.08, warmth: 0.05 },
  paint: (pixels) =>
    paintDesert(pixels, {
      seed: 9,
      horizon: 0.3,
      side: 1,
      steep: 0.3,
      zoom: 1.1,
      sky: [
        [0, '#8fb0cf'],
        [0.6, '#d9d3c6'],
        [1, '#f4d9b4'],
      ],
      lit: '#f3a55c',
      dark: '#4a1d14',
      haze: '#eec9a0',
    }),
};

export const duskDunes: Scene = {
  aspect: '4:5',
  detail: 1000,
  grade: { contrast: 1.15, saturation: 1.05 },
  paint: (pixels) =>
    paintDesert(pixels, {
      seed: 17,
      horizon: 0.36,
      side: 1,
      steep: 0.24,
      zoom: 1,
      sky: [
        [0, '#39466f'],
        [0.5, '#8d7796'],
        [0.85, '#e0a08f'],
        [1, '#f2bd98'],
      ],
      lit: '#e58a63',
      dark: '#24182d',
      haze: '#c28d8f',
    }),
};
