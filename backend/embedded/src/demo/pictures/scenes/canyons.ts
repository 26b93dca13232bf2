import { add, ramp, rgb } from '../canvas/color.ts';
import { bell, clamp, smoothstep } from '../canvas/math.ts';
import { createNoise } from '../canvas/noise.ts';
import { bloom } from '../canvas/blur.ts';
import { paint } from '../canvas/pixels.ts';
import type { Scene } from '../scene.ts';

/** Sandstone that water has folded, lit from a slit above. */
export const slotCanyon: Scene = {
  aspect: '2:3',
  grade: { contrast: 1.18, saturation: 1.05, vignette: 0.35 },
  paint: (pixels) => {
    const noise = createNoise(41);
    const rock = ramp(
      [0, '#12060f'],
      [0.2, '#48131d'],
      [0.45, '#a33a1c'],
      [0.68, '#e4793a'],
      [0.86, '#fbb667'],
      [1, '#ffe6b0'],
    );
    const fold = (u: number, v: number): number =>
      noise.fbm(u * 1.5 + 2 + 0.5 * noise.at(v * 2, u), v * 0.8, 3) + 0.2 * Math.sin(v * 4 + u * 3);
    paint(pixels, (u, v, out) => {
      const middle = 0.36 + 0.07 * Math.sin(v * 5) + 0.06 * noise.at(v * 3, 2);
      const side = u - middle;
      const [here, right, below] = [fold(u, v), fold(u + 0.01, v), fold(u, v + 0.01)];
      const [slopeX, slopeY] = [(right - here) * 22, (below - here) * 22];
      const wall = smoothstep(0.0, 0.3, Math.abs(side));
      const strata = v * 1.2 + here * 0.55 + Math.abs(side) * (side > 0 ? 0.7 : -0.4);
      const bands =
        0.5 * noise.at(strata * 34, u * 1.2) +
        0.35 * noise.at(strata * 92, u * 2) +
        0.18 * noise.at(strata * 210, u * 3);
      const toward = side > 0 ? -slopeX : slopeX;
      const reflected = 0.5 + 0.19 * toward - 0.16 * slopeY;
      const fromAbove = 1.05 * Math.exp(-v * 1.7) + 0.34 * bell(v - 0.75, 0.3) * bell(side, 0.22);
      const level =
        reflected * (0.3 + 0.75 * fromAbove) +
        0.3 * bell(side, 0.13) * (0.5 + 0.5 * fromAbove) +
        0.075 * bands * (0.6 + wall);
      rock(clamp(level * 1.08 - 0.3 * smoothstep(0.25, 0.6, Math.abs(side)) * smoothstep(0.1, 0.8, v)), out);
      const slit = smoothstep(0.035, 0.008, Math.abs(side + 0.02 * noise.at(v * 14, 5)) + v * 0.16 - 0.004);
      add(out, rgb('#fff1cf'), 1.4 * slit);
      const beam =
        bell(u - 0.3 - (v - 0.1) * 0.16, 0.035 + v * 0.05) * smoothstep(1, 0.2, v) * smoothstep(-0.05, 0.2, v);
      add(out, rgb('#ffca85'), 0.4 * beam * (0.8 + 0.35 * noise.fbm(u * 6, v * 3, 3)));
      add(out, rgb('#6a3a78'), 0.07 * smoothstep(0.45, 1, v));
    });
    bloom(pixels, 0.7, 0.06, 0.3);
  },
};
