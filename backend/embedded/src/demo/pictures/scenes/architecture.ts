import type { Rgb } from '../canvas/color.ts';
import { add, blend, ramp, rgb } from '../canvas/color.ts';
import { clamp, long, mix, smoothstep } from '../canvas/math.ts';
import { createNoise } from '../canvas/noise.ts';
import { bloom } from '../canvas/blur.ts';
import { paint } from '../canvas/pixels.ts';
import { drawSolids } from '../canvas/solid.ts';
import type { Scene } from '../scene.ts';

function box(x: number, y: number, z: number, a: number, b: number, c: number): number {
  const dx = Math.abs(x) - a;
  const dy = Math.abs(y) - b;
  const dz = Math.abs(z) - c;
  return long(Math.max(dx, 0), Math.max(dy, 0), Math.max(dz, 0)) + Math.min(Math.max(dx, dy, dz), 0);
}

/** Pink stairs, a red wall and nothing but sky. */
export const pinkStairs: Scene = {
  aspect: '4:5',
  detail: 900,
  grade: { contrast: 1.12, saturation: 1.1, vignette: 0.15 },
  paint: (pixels) => {
    const noise = createNoise(6);
    const [pink, red, cream] = [rgb('#ec9a8d'), rgb('#c9513c'), rgb('#f0c8b0')];
    const [tread, rise] = [0.36, 0.25];
    const stairs = (x: number, y: number, z: number): number => {
      const step = Math.floor(x / tread);
      let nearest = 9;
      for (let index = step - 1; index <= step + 1; index += 1) {
        const count = clamp(index, -1, 7);
        const top = (count + 1) * rise;
        nearest = Math.min(
          nearest,
          box(x - (index + 0.5) * tread, y - top / 2 + 2, z - 0.1, tread / 2, top / 2 + 2, 0.75),
        );
      }
      return nearest;
    };
    const tower = (x: number, y: number, z: number): number =>
      Math.max(box(x + 0.9, y - 0.2, z - 1.25, 1.75, 3.0, 0.32), -box(x + 0.25, y - 1.9, z - 1.2, 0.3, 0.42, 0.6));
    const wall = (x: number, y: number, z: number): number => box(x - 1.6, y - 1.4, z - 1.6, 1.1, 1.1, 0.4);
    const colors = [pink, red, cream, pink];
    const sky = ramp([0, '#1f6fb5'], [1, '#86bfe0']);
    drawSolids(pixels, {
      eye: [0.35, 1.5, -5.2],
      target: [0.62, 1.52, 0.3],
      zoom: 1.72,
      light: [1.25, 1.5, -1.05],
      hardness: 60,
      far: 14,
      distance: (x, y, z) => Math.min(stairs(x, y, z), tower(x, y, z), wall(x, y, z), y),
      background: (ray, out) => sky(clamp(0.75 - ray[1] * 2.1), out),
      shade: ([x, y, z], normal, light, openness, _ray, out) => {
        const gaps = [stairs(x, y, z), tower(x, y, z), wall(x, y, z), y];
        const color = colors[gaps.indexOf(Math.min(...gaps))] ?? pink;
        const stain = 0.1 * noise.fbm(x * 1.5, y * 2.5 + z, 5) + 0.05 * noise.at((x + z) * 45, y * 45);
        blend(color, color, 0, out);
        const fill = openness * (0.24 + 0.12 * normal[1]);
        // Sunlit walls throw their own colour into the shade.
        out[0] *= (light * 1.12 + fill * 1.0) * (1 + stain);
        out[1] *= (light * 1.02 + fill * 0.82) * (1 + stain);
        out[2] *= (light * 0.9 + fill * 1.08) * (1 + stain);
      },
    });
  },
};

/** Late sun through an arcade. */
export const arcade: Scene = {
  aspect: '2:3',
  detail: 950,
  grade: { contrast: 1.15, saturation: 1.05, warmth: 0.05, vignette: 0.35 },
  paint: (pixels) => {
    const noise = createNoise(38);
    const [stone, floor] = [rgb('#d2b48c'), rgb('#b89468')];
    const building = (x: number, y: number, z: number): number => {
      const along = (((z % 1.5) + 1.5) % 1.5) - 0.75;
      const arch = y < 1.35 ? Math.abs(along) - 0.52 : long(along, y - 1.35) - 0.52;
      const wallRight = Math.max(Math.abs(x - 1.15) - 0.2, -arch);
      const height = long(x, Math.max(0, y - 1.75));
      const rib = Math.max(Math.abs(Math.abs(along) - 0.75) - 0.1, 0.88 - height, x - 1.1);
      const vault = y > 1.75 ? Math.max(1 - height, x - 1.2) : 9;
      const cornice = Math.max(Math.abs(y - 1.3) - 0.045, x + 0.93);
      return Math.min(wallRight, x + 1, y, 16 - z, vault, rib, cornice);
    };
    drawSolids(pixels, {
      eye: [-0.12, 1.25, -0.2],
      target: [-0.06, 1.36, 6],
      zoom: 0.98,
      light: [1.5, 1.05, 0.42],
      hardness: 40,
      far: 17.5,
      distance: building,
      background: (_, out) => blend([1.3, 1.2, 1.0], [1, 1, 1], 0, out),
      shade: ([x, y, z], normal, light, openness, _ray, out) => {
        const isFloor = y < 0.01;
        blend(stone, floor, isFloor ? 1 : 0, out);
        const block = isFloor
          ? Math.min(Math.abs(((x * 2 + 9) % 1) - 0.5), Math.abs(((z * 2 + 9) % 1) - 0.5))
          : Math.abs(((y * 3.1 + 9) % 1) - 0.5);
        const joint = smoothstep(0.02, 0, block) * 0.18;
        const worn = 0.2 * noise.fbm(z * 1.7 + x * 2, y * 1.9 + x, 5) + 0.08 * noise.at(z * 24, y * 24 + x * 24);
        add(out, out, worn - joint);
        const outsideGlow = smoothstep(-1, 1.1, x) * 0.12;
        const fill = openness * (0.13 + outsideGlow + 0.07 * Math.max(0, -normal[1]));
        out[0] *= light * 2.3 + fill * 1.15;
        out[1] *= light * 1.95 + fill * 0.98;
        out[2] *= light * 1.4 + fill * 0.9;
        blend(out, [1.05, 0.85, 0.58], smoothstep(3, 17, z) * 0.62, out);
      },
    });
    bloom(pixels, 0.8, 0.05, 0.35);
  },
};

const plaster = ['#e8c9a0', '#e3b98d', '#edd6b4', '#d9a983'].map((hex) => rgb(hex));

/** A quiet facade, each window with its own story. */
export const facade: Scene = {
  aspect: '3:4',
  detail: 1100,
  grade: { contrast: 1.12, saturation: 1.02, vignette: 0.2 },
  paint: (pixels) => {
    const noise = createNoise(49);
    const [wide, tall] = [0.1875, 0.25];
    const shutters = ['#4f7a6c', '#3f6377', '#8a4f3d', '#6f7d4f'].map((hex) => rgb(hex));
    const wall = plaster[0] ?? [1, 1, 1];
    paint(pixels, (u, v, out) => {
      const [column, floor] = [Math.floor(u / wide), Math.floor(v / tall)];
      const [x, y] = [u / wide - column - 0.5, v / tall - floor];
      const id = noise.cell(column + 3, floor + 11);
      const dirt =
        0.12 * noise.fbm(u * 3, v * 3, 5) +
        0.06 * noise.at(u * 130, v * 130) -
        0.1 * smoothstep(0.2, 0.6, noise.fbm(u * 30, v * 1.6, 3));
      blend(wall, plaster[1] ?? wall, clamp(0.4 + noise.fbm(u * 1.4, v * 1.4, 3)), out);
      add(out, out, dirt);
      // The sun stands high on the left: everything that stands out draws a slanting shadow.
      const shadowOf = (left: number, right: number, top: number, bottom: number, depth: number): number => {
        const [sx, sy] = [x - depth * 0.55, y - depth];
        const soft = 0.008;
        return (
          smoothstep(left - soft, left + soft, sx) *
          smoothstep(right + soft, right - soft, sx) *
          smoothstep(top - soft, top + soft, sy) *
          smoothstep(bottom + soft, bottom - soft, sy)
        );
      };
      let shade = 0;
      const [paneTop, paneBottom, half] = [0.24, 0.78, 0.17];
      const isOpen = id > 0.3;
      const leaf = isOpen ? 0.15 : 0;
      shade = Math.max(shade, shadowOf(-0.27, 0.27, 0.185, 0.215, 0.045), shadowOf(-0.25, 0.25, 0.79, 0.83, 0.05));
      if (isOpen) {
        shade = Math.max(
          shade,
          shadowOf(-half - leaf, -half, paneTop, paneBottom, 0.02),
          shadowOf(half, half + leaf, paneTop, paneBottom, 0.02),
        );
      }
      shade = Math.max(shade, smoothstep(0.022, 0.0, Math.abs(y - 0.035)) * 0.75);
      add(out, out, -0.6 * shade);
      const isPane = Math.abs(x) < half && y > paneTop && y < paneBottom;
      const isShutter = isOpen
        ? Math.abs(x) > half && Math.abs(x) < half + leaf && y > paneTop && y < paneBottom
        : isPane;
      if (isPane && isOpen) {
        const reveal = Math.max(
          smoothstep(0.03, 0.0, y - paneTop - (x + half) * 0.2 - 0.03),
          smoothstep(0.03, 0, x + half - 0.03),
        );
        const glass = noise.fbm(u * 4 + id * 9, v * 4, 3);
        blend([0.05, 0.07, 0.09], [0.24, 0.33, 0.42], clamp(0.25 + glass * 0.9 + (0.7 - y) * 0.4), out);
        const curtain = smoothstep(0.1 + 0.14 * id, 0.09 + 0.14 * id, Math.abs(Math.abs(x) - half));
        if (id > 0.5) {
          blend(out, [0.62, 0.6, 0.55], curtain * (0.45 + 0.2 * Math.sin(x * 190)), out);
        }
        add(out, out, -0.65 * reveal);
        const bar = Math.min(
          Math.abs(x),
          Math.abs(Math.abs(x) - half + 0.008),
          Math.abs(y - 0.42),
          Math.abs(y - paneTop - 0.01),
          Math.abs(paneBottom - y - 0.01),
        );
        blend(out, [0.72, 0.68, 0.6], smoothstep(0.011, 0.007, bar) * 0.95 * (1 - 0.5 * reveal), out);
      } else if (isShutter) {
        const slat = (y * 38) % 1;
        const paintColor: Rgb = shutters[Math.floor(noise.cell(3, floor + 2) * 3.99)] ?? [0.1, 0.2, 0.2];
        const fold = Math.min(
          Math.abs(Math.abs(x) - half),
          Math.abs(Math.abs(x) - half - leaf),
          isOpen ? 1 : Math.abs(x),
        );
        blend(paintColor, paintColor, 0, out);
        add(out, out, 0.32 - 0.62 * slat - 0.4 * smoothstep(0.014, 0.006, fold) + 0.22 * noise.fbm(u * 40, v * 6, 3));
      }
      const sill = Math.abs(x) < 0.235 && y > 0.785 && y < 0.825;
      const lintel = Math.abs(x) < 0.26 && y > 0.185 && y < 0.21;
      const ledge = y > 0.0 && y < 0.022;
      if (sill || lintel || ledge) {
        const light = ledge ? 1 - y * 12 : 1;
        blend([0.72, 0.63, 0.5], [0.55, 0.45, 0.33], 1 - light + 0.2 * dirt, out);
      }
      if (id > 0.72 && Math.abs(x) < 0.2 && y > 0.66 && y < 0.81) {
        const bush = noise.fbm(u * 46, v * 46, 3) + 0.3 - Math.abs(x) * 1.8 - Math.abs(y - 0.755) * 6;
        const bloomId = noise.cell(Math.floor(u * 190), Math.floor(v * 190));
        blend(out, bloomId > 0.72 ? [0.7, 0.06, 0.1] : [0.035, 0.11, 0.03], smoothstep(0.05, 0.12, bush), out);
      }
      const diagonal = v - 0.28 - (u - 0.75) * -0.62;
      add(out, out, -mix(0, 0.62, smoothstep(0.006, -0.006, 0.52 - diagonal)));
    });
  },
};
