import type { Rgb } from '../canvas/color.ts';
import { add, blend, ramp, rgb } from '../canvas/color.ts';
import { bell, clamp, long, mix, smoothstep } from '../canvas/math.ts';
import { createNoise, createRandom } from '../canvas/noise.ts';
import { bloom } from '../canvas/blur.ts';
import { layer, paint } from '../canvas/pixels.ts';
import { drawTerrain } from '../canvas/terrain.ts';
import type { Scene } from '../scene.ts';

const crops = [
  '#8a9a3e',
  '#c9b35a',
  '#5f7f33',
  '#d8c983',
  '#3f6a34',
  '#a58a52',
  '#7fa045',
  '#8f6f4a',
  '#b9bf5e',
  '#e0c64a',
].map((hex) => rgb(hex));

/** Farmland from a balloon: every farmer draws other lines. */
export const fieldsFromAbove: Scene = {
  aspect: '4:5',
  grade: { contrast: 1.14, saturation: 0.98, vignette: 0.2 },
  paint: (pixels) => {
    const noise = createNoise(71);
    const river = (u: number): number => 0.66 + 0.1 * Math.sin(u * 5.2 + 0.5) + 0.05 * noise.at(u * 3, 1);
    const road = (v: number): number => 0.3 + 0.06 * Math.sin(v * 3.1) + 0.1 * v;
    paint(pixels, (u, v, out) => {
      const [bendU, bendV] = [u + 0.014 * noise.at(u * 2, v * 2), v + 0.014 * noise.at(u * 2 + 9, v * 2)];
      let [x, y] = [bendU * 0.92 + bendV * 0.39 + 0.3, bendV * 0.92 - bendU * 0.39 + 0.5];
      let [left, right, top, bottom] = [0, 1.6, 0, 1.6];
      let id = 1;
      for (let cut = 0; cut < 9; cut += 1) {
        const at = 0.3 + 0.4 * noise.cell(id, cut * 7);
        const isTall = (right - left) * (0.7 + 0.6 * noise.cell(id + 3, cut)) > bottom - top;
        if (isTall) {
          const line = left + (right - left) * at;
          [left, right, id] = x < line ? [left, line, id * 2] : [line, right, id * 2 + 1];
        } else {
          const line = top + (bottom - top) * at;
          [top, bottom, id] = y < line ? [top, line, id * 2] : [line, bottom, id * 2 + 1];
        }
        if (cut > 4 && noise.cell(id + 17, 5) > 0.66) {
          break;
        }
      }
      const border = Math.min(x - left, right - x, y - top, bottom - y);
      const crop = crops[Math.floor(noise.cell(id, 90) * 9.99)] ?? [0, 0, 0];
      const turn = noise.cell(id, 40) > 0.5 ? x : y;
      [x, y] = [x * 1, y * 1];
      const rows = Math.sin(turn * mix(380, 900, noise.cell(id, 12)) + noise.at(x * 5, y * 5) * 1.2) * 0.5;
      const tracks = smoothstep(0.94, 1, Math.sin(turn * 130)) * 0.14;
      const patchy = noise.fbm(u * 7 + id, v * 7, 4);
      blend(crop, crop, 0, out);
      add(out, out, rows * 0.2 * noise.cell(id, 55) + patchy * 0.26 + noise.at(u * 90, v * 90) * 0.09 - tracks);
      const hedge = smoothstep(0.0045, 0.0022, border + 0.0022 * noise.at(u * 70, v * 70));
      blend(out, [0.03, 0.055, 0.02], hedge * smoothstep(-0.1, 0.2, noise.at(u * 13, v * 13)) * 0.9, out);
      const lane = Math.abs(u - road(v));
      blend(out, rgb('#d9cdb4'), smoothstep(0.0062, 0.0045, lane), out);
      const bank = Math.abs(v - river(u)) - 0.006 * noise.at(u * 20, 5);
      blend(out, [0.035, 0.07, 0.025], smoothstep(0.05, 0.034, bank), out);
      blend(out, rgb('#4f7f86'), smoothstep(0.021, 0.018, bank), out);
      add(out, [0.4, 0.45, 0.4], 0.3 * smoothstep(0.016, 0.0, bank) * smoothstep(0.1, 0.5, noise.at(u * 9, v * 30)));
    });
    const random = createRandom(72);
    for (let tree = 0; tree < 620; tree += 1) {
      const u = random() * 0.8;
      const nearRiver = random() < 0.62;
      const v = nearRiver ? river(u) + (random() < 0.5 ? -1 : 1) * (0.024 + 0.024 * random()) : random();
      if (!nearRiver && noise.at(u * 5, v * 5) < 0.33) {
        continue;
      }
      const size = 0.0045 + 0.0055 * random();
      const tone = 0.7 + 0.6 * random();
      layer(
        pixels,
        { left: u - size * 2, right: u + size * 3.4, top: v - size * 2, bottom: v + size * 3.4 },
        (x, y, out) => {
          add(out, out, -0.55 * smoothstep(1.1, 0.7, long(x - u - size * 1.1, y - v - size * 1.1) / size));
          const rough = 0.25 * noise.at(x * 260, y * 260);
          const distance = long(x - u, y - v) / size + rough;
          const lit = clamp(0.55 - ((x - u + (y - v)) / size) * 0.4 + rough);
          const leaf: Rgb = [0, 0, 0];
          blend([0.018 * tone, 0.045 * tone, 0.012], [0.15 * tone, 0.22 * tone, 0.05], lit, leaf);
          blend(out, leaf, smoothstep(1.05, 0.85, distance), out);
          return 1;
        },
      );
    }
  },
};

/** Rows of lavender run to the evening sun. */
export const lavender: Scene = {
  aspect: '3:2',
  detail: 1000,
  grade: { contrast: 1.14, saturation: 1.08, warmth: 0.05 },
  paint: (pixels) => {
    const noise = createNoise(27);
    const horizon = 0.38;
    const [sunU, sunV] = [1.06, 0.33];
    const sky = ramp([0, '#7187b3'], [0.5, '#c6a9b5'], [0.8, '#f7bf8e'], [1, '#ffd79b']);
    const sun = rgb('#ffc27a');
    paint(pixels, (u, v, out) => {
      sky(v / horizon, out);
      const distance = long(u - sunU, v - sunV);
      const cloud = smoothstep(0.05, 0.6, noise.fbm(u * 1.4, v * 11 + 2, 5));
      add(out, rgb('#ff9a7a'), 0.3 * cloud * smoothstep(0.36, 0.1, v));
      add(out, sun, 0.7 * bell(distance, 0.2) + 7 * smoothstep(0.032, 0.027, distance));
    });
    layer(pixels, { top: 0.2, bottom: horizon + 0.05 }, (u, v, out) => {
      const hill = horizon - 0.055 - 0.05 * noise.fbm(u * 1.1 + 5, 2, 4) + 0.03 * u;
      const wood = 0.01 * Math.max(0, noise.fbm(u * 40, 6, 3));
      const depth = v - hill + wood;
      blend(rgb('#6d5a7d'), rgb('#e3a98a'), clamp(0.25 + 0.55 * bell(u - sunU, 0.4) + depth * 2), out);
      return clamp(depth * pixels.height + 0.5) * 0.93;
    });
    const bushes = (x: number, z: number): number => {
      const row = Math.abs((((((x + 0.25 * noise.at(x * 0.1, z * 0.12)) * 0.8) % 1) + 1) % 1) - 0.5) * 2;
      const bush = Math.sqrt(Math.max(0, 1 - (row / 0.66) ** 2));
      return bush;
    };
    const ground = (x: number, z: number): number => 0.3 * noise.at(x * 0.06, z * 0.06) + 0.012 * z;
    const height = (x: number, z: number): number => {
      const bush = bushes(x, z);
      return (
        ground(x, z) +
        (bush > 0 ? bush * (0.52 + 0.11 * noise.at(x * 2.3, z * 2.3)) + 0.05 * noise.at(x * 11, z * 11) * bush : 0)
      );
    };
    const [dark, violet, pink, soil] = [rgb('#2b2447'), rgb('#7256a8'), rgb('#d79ac4'), rgb('#6b4a35')];
    drawTerrain(pixels, {
      horizon,
      eyeHeight: 1.95,
      zoom: 1.15,
      far: 70,
      near: 0.8,
      height,
      shade: (x, z, distance, out) => {
        const bush = bushes(x, z);
        const fine = smoothstep(16, 3, distance);
        const spikes = noise.fbm(x * 15, z * 11, 3) * fine + 0.3 * noise.at(x * 5, z * 5);
        blend(soil, dark, smoothstep(0.02, 0.25, bush), out);
        blend(out, violet, smoothstep(0.35, 0.95, bush + 0.3 * spikes), out);
        blend(out, pink, clamp(0.75 * smoothstep(0.72, 1.1, bush + 0.42 * spikes)), out);
        add(out, out, 0.5 * spikes);
        const side = clamp(0.5 + (0.5 + (height(x + 0.06, z) - height(x - 0.06, z)) * -2.2) * 0.4);
        add(out, out, side - 0.75);
        add(out, sun, 0.34 * smoothstep(0.6, 1.05, bush + 0.3 * spikes) * bell(x / (distance * 0.35) - 0.9, 1.6));
        blend(out, rgb('#e0a48c'), smoothstep(9, 66, distance) * 0.85, out);
      },
    });
    bloom(pixels, 0.8, 0.07, 0.35);
  },
};
