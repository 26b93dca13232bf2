import type { Rgb } from '../canvas/color.ts';
import { add, blend, ramp, rgb } from '../canvas/color.ts';
import { bell, clamp, long, mix, smoothstep } from '../canvas/math.ts';
import { createNoise, createRandom } from '../canvas/noise.ts';
import { blur } from '../canvas/blur.ts';
import { layer, paint } from '../canvas/pixels.ts';
import { mirrorInWater } from '../canvas/water.ts';
import type { Scene } from '../scene.ts';

/** A boat on a lake, before the fog lifts. */
export const foggyLake: Scene = {
  aspect: '3:2',
  grade: { contrast: 1.1, saturation: 0.95, fade: 0.03, grain: 0.026 },
  paint: (pixels) => {
    const noise = createNoise(93);
    const random = createRandom(93);
    const shore = 0.52;
    const sky = ramp([0, '#8ea6b4'], [0.5, '#bfc9cb'], [0.85, '#e5d8c8'], [1, '#eedcc4']);
    const haze = rgb('#dcd6cb');
    paint(pixels, (u, v, out) => {
      sky(v / shore, out);
      add(out, rgb('#ffdcae'), 0.3 * bell(long(u - 1.15, v - 0.36), 0.3));
      add(out, out, 0.07 * noise.fbm(u * 1.5, v * 6, 4));
    });
    for (const [index, base, tall, hex] of [
      [0, 0.5, 0.11, '#a9b4b5'],
      [1, 0.512, 0.15, '#7d8d8e'],
      [2, 0.522, 0.2, '#465a5c'],
    ] as const) {
      const color = rgb(hex);
      const trees = Array.from({ length: 150 }, () => ({
        u: random() * 1.7 - 0.1,
        size: tall * (0.35 + 0.65 * random() ** 1.5),
        slim: 0.19 + 0.12 * random(),
        id: random() * 50,
      }));
      const land = (u: number): number =>
        smoothstep(
          0.05,
          0.6,
          index === 2 ? 0.75 - u * 0.9 + 0.25 * noise.at(u * 2, 9) : 0.5 + 0.5 * noise.at(u * 1.4 + index * 4, 3),
        );
      for (const tree of trees) {
        const size = tree.size * land(tree.u) * (index === 2 ? 1.25 : 1);
        if (size < 0.015) {
          continue;
        }
        layer(
          pixels,
          { left: tree.u - size * 0.3, right: tree.u + size * 0.3, top: base - size * 1.1, bottom: base + 0.004 },
          (u, v, out) => {
            const up = (base - v) / size;
            const off = Math.abs(u - tree.u) / size;
            // Branches in tiers, each drooping a little.
            const tier = (up * 13 + tree.id) % 1;
            const edge = tree.slim * (1 - up) * (0.62 + 0.5 * (1 - tier)) + 0.02 * noise.at(u * 260, v * 260);
            blend(color, haze, smoothstep(0.55, -0.05, up) * 0.7, out);
            return clamp((edge - off) * size * pixels.height + 0.5) * (up > 0 ? 0.96 : 0);
          },
        );
      }
    }
    layer(pixels, { top: 0.3, bottom: shore + 0.02 }, (u, v, out) => {
      const fog =
        bell(v - shore + 0.02, 0.055) * (0.75 + 0.5 * noise.fbm(u * 2.2, v * 9, 4)) +
        0.35 * bell(v - 0.42, 0.05) * smoothstep(0, 0.6, noise.fbm(u * 1.6 + 6, v * 10, 4) + 0.2);
      blend(out, haze, clamp(fog), out);
      return 1;
    });
    mirrorInWater(pixels, noise, {
      shore,
      waves: 0.006,
      smear: 0.012,
      depth: [0.08, 0.1, 0.105],
      strength: [0.94, 0.62],
    });
    const [boatU, boatV, size] = [0.86, 0.735, 0.13];
    const draw = (flip: number, strength: number): void => {
      layer(
        pixels,
        { left: boatU - size * 1.3, right: boatU + size * 1.3, top: boatV - 0.08, bottom: boatV + 0.09 },
        (u, v, out) => {
          const calm = flip < 0 ? 0.006 * noise.at(u * 8, v * 90) : 0;
          const x = (u - boatU + calm) / size;
          const y = ((boatV - v) * flip) / size;
          const sheer = 0.13 + 0.16 * Math.abs(x) ** 2.6;
          const keel = 0.9 * Math.max(0, Math.abs(x) - 0.7) ** 1.7;
          const inside = Math.min(sheer - y, y - keel + 0.004, 1.0 + 0.25 * y - Math.abs(x)) * size * pixels.height;
          const rim = y > sheer - 0.035;
          const plank = smoothstep(0.12, 0, Math.abs(((y - 0.12 * x * x) * 15) % 1)) * 0.5;
          const wood: Rgb = [0.05 - 0.02 * plank, 0.032 - 0.012 * plank, 0.024];
          blend(wood, [0.42, 0.28, 0.17], rim ? 0.9 : 0.25 * clamp(0.3 + y * 3), out);
          add(out, out, 0.3 * noise.fbm(u * 90, v * 300, 2));
          return clamp(inside + 0.5) * strength * (y > 0 ? 1 : 0);
        },
      );
    };
    draw(-1, 0.55);
    draw(1, 1);
    layer(
      pixels,
      { top: boatV - 0.01, bottom: boatV + 0.02, left: boatU - size * 1.2, right: boatU + size * 1.2 },
      (u, v, out) => {
        add(
          out,
          [0.4, 0.4, 0.38],
          0.5 * bell(v - boatV - 0.001, 0.0018) * smoothstep(1.05, 0.6, Math.abs(u - boatU) / size),
        );
        return 1;
      },
    );
  },
};

const birds = createRandom(7);

/** Cumulus over a green hill, and a swing of starlings. */
export const summerClouds: Scene = {
  aspect: '4:3',
  detail: 1000,
  grade: { contrast: 1.1, saturation: 1.08, vignette: 0.18 },
  paint: (pixels) => {
    const noise = createNoise(18);
    const random = createRandom(18);
    const sky = ramp([0, '#2a6fb8'], [0.5, '#5f9fd4'], [0.85, '#a9cbe2'], [1, '#d5e2e6']);
    paint(pixels, (_, v, out) => sky(v / 0.75, out));
    const clouds = [
      [1.02, 0.4, 0.34, 1],
      [0.26, 0.29, 0.22, 0.9],
      [0.62, 0.57, 0.13, 0.7],
      [1.24, 0.62, 0.12, 0.6],
      [0.14, 0.6, 0.1, 0.55],
    ] as const;
    for (const [cu, base, size, strength] of clouds) {
      const puffs = Array.from({ length: 17 }, (_, index) => {
        const along = (random() * 2 - 1) * 0.95;
        const room = 1 - along * along;
        return { x: along, y: 0.12 + 0.5 * room * random(), r: 0.15 + 0.26 * room * random() + (index < 3 ? 0.1 : 0) };
      });
      const bounds = {
        left: cu - size * 1.5,
        right: cu + size * 1.5,
        top: base - size * 1.25,
        bottom: base + size * 0.25,
      };
      layer(pixels, bounds, (u, v, out) => {
        const [wx, wy] = [
          noise.fbm((u * 2.2) / size, (v * 2.2) / size, 5),
          noise.fbm((u * 2.2) / size + 9, (v * 2.2) / size + 4, 5),
        ];
        const x = (u - cu) / size + 0.16 * wx;
        const y = (base - v) / size + 0.16 * wy;
        let [inside, lightX, lightY, depth] = [-1, 0, 0, 0];
        for (const puff of puffs) {
          const [dx, dy] = [(x - puff.x) / puff.r, (y - puff.y) / puff.r];
          const gap = 1 - dx * dx - dy * dy;
          const z = gap > 0 ? Math.sqrt(gap) * puff.r + puff.y * 0.25 : gap * 0.2;
          inside = Math.max(inside, gap);
          if (z > depth && gap > 0) {
            [depth, lightX, lightY] = [z, dx, dy];
          }
        }
        const floor = smoothstep(-0.02, 0.1, y);
        const cover = smoothstep(-0.12, 0.42, inside + 0.2 * wx) * floor;
        const facing = 0.5 - 0.3 * lightX + 0.42 * lightY;
        const white = clamp(0.25 + 0.55 * facing + 0.5 * smoothstep(0, 0.6, y) + 0.35 * wy);
        blend([0.4, 0.47, 0.58], [1.12, 1.1, 1.06], white, out);
        return cover * strength;
      });
    }
    const hill = (u: number): number => 0.83 - 0.1 * bell(u - 0.85, 0.6) + 0.02 * noise.at(u * 1.5, 3);
    const [dark, light] = [rgb('#3f6f1e'), rgb('#9cbf45')];
    layer(pixels, { top: 0.62 }, (u, v, out) => {
      const depth = v - hill(u);
      const fine = noise.fbm(u * mix(60, 24, depth * 4), v * mix(90, 40, depth * 4), 3);
      const shadow = smoothstep(0.05, 0.3, noise.fbm(u * 1.7 + 4, v * 4.5, 3));
      blend(dark, light, clamp(0.62 + 0.35 * fine - 0.5 * shadow - depth * 0.6), out);
      const daisy = noise.cell(Math.floor(u * 300), Math.floor(v * 360));
      add(out, [0.8, 0.8, 0.75], daisy > 0.992 && depth > 0.03 ? 0.7 : 0);
      return clamp(depth * pixels.height + 0.5 + 0.8 * fine);
    });
    for (let bird = 0; bird < 16; bird += 1) {
      const [u, v, size] = [0.42 + 0.3 * birds(), 0.16 + 0.16 * birds(), 0.006 + 0.004 * birds()];
      layer(pixels, { left: u - size, right: u + size, top: v - size, bottom: v + size }, (x, y, out) => {
        const off = Math.abs(x - u) / size;
        const wing = v - size * 0.5 * Math.sin(off * 2.4);
        blend([0.03, 0.04, 0.05], out, 0, out);
        return clamp((0.0016 * (1.1 - off) - Math.abs(y - wing)) * pixels.height + 0.5) * (off < 1 ? 0.85 : 0);
      });
    }
    blur(pixels, 0.0006);
  },
};
