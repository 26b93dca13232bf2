import type { Rgb } from '../canvas/color.ts';
import { add, blend, ramp, rgb } from '../canvas/color.ts';
import { clamp, mix, smoothstep } from '../canvas/math.ts';
import { createNoise } from '../canvas/noise.ts';
import { layer, paint } from '../canvas/pixels.ts';
import { stroke } from '../canvas/strokes.ts';
import type { Scene } from '../scene.ts';

/** A straight road through red land, with weather to look at. */
export const desertRoad: Scene = {
  aspect: '16:9',
  grade: { contrast: 1.15, saturation: 1.08, warmth: 0.03 },
  paint: (pixels) => {
    const noise = createNoise(66);
    const [horizon, centre] = [0.52, 0.84];
    const sky = ramp([0, '#2f6aa8'], [0.5, '#6fa6cd'], [0.85, '#b9d3df'], [1, '#dfe2da']);
    const [white, gray] = [rgb('#fff6ea'), rgb('#8c98ab')];
    const cloud: Rgb = [0, 0, 0];
    const [sand, clay, scrub] = [rgb('#cf8a55'), rgb('#a3552f'), rgb('#4d4a2a')];
    paint(pixels, (u, v, out) => {
      if (v < horizon) {
        sky(v / horizon, out);
        const up = horizon - v + 0.05;
        const [x, z] = [((u - centre) / up) * 0.55, 0.5 / up];
        const puff = (dx: number, dz: number): number =>
          noise.fbm(x + dx, z * 1.5 + dz, 5) + 0.22 * noise.at(x * 0.3, z * 0.3) - 0.05;
        const here = smoothstep(0.06, 0.4, puff(0, 0));
        const shade = smoothstep(0, 0.55, puff(-0.14, -0.16));
        blend(white, gray, clamp(shade * 0.95 - 0.08), cloud);
        blend(out, cloud, here * 0.94 * smoothstep(0, 0.07, horizon - v), out);
        return;
      }
      const z = 0.11 / (v - horizon + 0.0006);
      const x = (u - centre) * z * 9;
      const ground = noise.fbm(x * 0.8, z * 5, 4);
      blend(sand, clay, clamp(0.45 + 0.7 * ground), out);
      const bush = smoothstep(0.1, 0.34, noise.fbm(x * 3.1, z * 18, 3)) * smoothstep(1.1, 2.4, Math.abs(x));
      blend(out, scrub, bush * 0.85 * smoothstep(14, 1, z), out);
      const half = 1;
      const verge = smoothstep(half * 1.5, half, Math.abs(x) + 0.12 * noise.at(x * 3, z * 30));
      blend(out, rgb('#c9a077'), verge * 0.6, out);
      const pixel = (z * 9) / pixels.height;
      const inside = (edge: number, width: number): number =>
        clamp((width - Math.abs(Math.abs(x) - edge)) / pixel + 0.5);
      const asphalt =
        0.085 + 0.03 * noise.at(x * 30, z * 160) * smoothstep(3, 0.3, z) + 0.022 * noise.fbm(x * 2, z * 4, 3);
      const tracks = 0.02 * Math.cos(x * 9.4);
      blend(out, [asphalt - tracks, asphalt * 0.98 - tracks, asphalt * 1.02 - tracks], inside(0, half), out);
      blend(out, [0.75, 0.72, 0.66], inside(0.9, 0.022) * 0.85, out);
      const dash = (z * 1.9) % 1 < 0.45 ? 1 : 0;
      blend(out, rgb('#f0b83c'), inside(0, 0.028) * dash * 0.95, out);
      blend(out, rgb('#d9c7b4'), smoothstep(2.5, 60, z) * 0.85, out);
      add(out, out, -0.32 * smoothstep(0.05, 0.5, noise.fbm(x * 0.05 + 3, z * 0.42, 3)) * smoothstep(0.2, 1, z));
    });
    for (const [index, base, tall, hex] of [
      [0, 0.001, 0.1, '#9a8ea0'],
      [1, 0.003, 0.075, '#a5705c'],
    ] as const) {
      const rock = rgb(hex);
      layer(pixels, { top: 0.3, bottom: horizon + base }, (u, v, out) => {
        const mass =
          noise.fbm(u * 1.7 + index * 6.1, index * 7, 3) + 0.18 - 0.5 * Math.exp(-(((u - centre) / 0.28) ** 2));
        // Flat tops and steep sides: mesas.
        const mesa = smoothstep(0.02, 0.1, mass) * 0.62 + smoothstep(0.2, 0.26, mass) * 0.38;
        const top = horizon + base - tall * mesa - 0.008 * noise.fbm(u * 9, index, 3) * mesa;
        const strata = 0.16 * noise.at(u * 3, v * 140) + 0.2 * noise.at(u * 60, v * 12);
        blend(rock, rgb('#e0cdb8'), smoothstep(horizon - 0.05, horizon, v) * 0.5, out);
        add(out, out, strata * 0.8 + (index === 1 ? 0.1 : 0));
        return clamp((v - top) * pixels.height + 0.5);
      });
    }
    for (let pole = 0; pole < 14; pole += 1) {
      const z = 0.26 * 1.42 ** pole;
      const u = centre - 2.6 / (z * 9);
      const foot = horizon + 0.11 / z;
      const tall = 0.125 / z;
      const color: Rgb = [0.07, 0.05, 0.04];
      blend(color, rgb('#b9a896'), smoothstep(0.3, 9, z), color);
      const wide = mix(0.0035, 0.004, 0) / z / 2.2;
      stroke(pixels, [u, foot], [u, foot - tall], [wide, wide * 0.8], color);
      stroke(
        pixels,
        [u - tall * 0.13, foot - tall * 0.9],
        [u + tall * 0.13, foot - tall * 0.9],
        [wide * 0.7, wide * 0.7],
        color,
      );
    }
  },
};
