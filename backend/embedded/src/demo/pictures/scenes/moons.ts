import type { Rgb } from '../canvas/color.ts';
import { add, blend, ramp, rgb } from '../canvas/color.ts';
import { bell, clamp, long, mix, smoothstep } from '../canvas/math.ts';
import type { Noise } from '../canvas/noise.ts';
import { createNoise, createRandom } from '../canvas/noise.ts';
import { bloom } from '../canvas/blur.ts';
import type { Pixels } from '../canvas/pixels.ts';
import { layer, paint } from '../canvas/pixels.ts';
import { growTree } from '../canvas/strokes.ts';
import type { Scene } from '../scene.ts';

const craters = createRandom(3);
const rims = Array.from({ length: 70 }, () => ({
  x: craters() * 2 - 1,
  y: craters() * 2 - 1,
  r: 0.015 + 0.075 * craters() ** 3,
  rays: craters() > 0.93,
}));

/** The full moon with its seas and craters. */
export function paintMoon(pixels: Pixels, noise: Noise, u: number, v: number, radius: number, tint: Rgb): void {
  layer(pixels, { left: u - radius, right: u + radius, top: v - radius, bottom: v + radius }, (x, y, out) => {
    const [dx, dy] = [(x - u) / radius, (y - v) / radius];
    const distance = long(dx, dy);
    if (distance > 1.02) {
      return 0;
    }
    const bulge = 1 + 0.35 * distance * distance;
    const [mx, my] = [dx * bulge, dy * bulge];
    const maria = smoothstep(
      -0.02,
      0.36,
      noise.fbm(mx * 1.25 + 4.2, my * 1.25 + 1.4, 5) + 0.18 - 0.3 * smoothstep(0.1, 0.9, my) - 0.18 * mx,
    );
    let relief = 0.1 * noise.fbm(mx * 9, my * 9, 4);
    for (const rim of rims) {
      const gap = long(dx - rim.x, dy - rim.y) / rim.r;
      if (gap < 1.4) {
        relief += 0.16 * bell(gap - 1, 0.22) - 0.08 * bell(gap, 0.7);
      }
      if (rim.rays && gap < 9) {
        const angle = Math.atan2(dy - rim.y, dx - rim.x);
        relief += 0.14 * Math.exp(-gap / 2.6) * (0.7 + 0.6 * noise.at(angle * 4, rim.x * 9));
      }
    }
    const light = (0.86 - 0.45 * maria + relief) * mix(1, 0.72, distance ** 4);
    blend(out, [tint[0] * light, tint[1] * light, tint[2] * light], 0.97, out);
    return clamp((1 - distance) * radius * pixels.height + 0.5);
  });
}

/** The moon rises behind a hill with one tree. */
export const moonrise: Scene = {
  aspect: '3:2',
  grade: { contrast: 1.1, saturation: 1.05, grain: 0.026 },
  paint: (pixels) => {
    const noise = createNoise(9);
    const sky = ramp([0, '#1c2b52'], [0.45, '#4d5488'], [0.72, '#a3809f'], [0.9, '#dca69a'], [1, '#e8bda0']);
    const [moonU, moonV, radius] = [0.93, 0.44, 0.22];
    paint(pixels, (u, v, out) => {
      sky(v / 0.86, out);
      add(out, rgb('#ffdcb0'), 0.16 * bell(long(u - moonU, v - moonV), 0.4));
    });
    paintMoon(pixels, noise, moonU, moonV, radius, rgb('#fff0d2', 1.15));
    layer(pixels, {}, (u, v, out) => {
      const veil = smoothstep(0.1, 0.6, noise.fbm(u * 1.1, v * 9 + 5, 5)) * bell(v - 0.55, 0.16);
      blend(out, rgb('#a98aa6'), veil * 0.55, out);
      return 1;
    });
    const hill = (u: number): number => 0.8 - 0.11 * bell(u - 0.72, 0.55) + 0.02 * noise.fbm(u * 2, 5, 3);
    layer(pixels, { top: 0.6 }, (u, v, out) => {
      const grass = 0.006 * noise.fbm(u * 160, 3, 2);
      const depth = v - hill(u) + grass;
      const blade = noise.fbm(u * 50, v * 18, 3);
      blend([0.016, 0.017, 0.03], [0.004, 0.005, 0.01], smoothstep(0, 0.14, depth), out);
      add(out, [0.02, 0.02, 0.03], blade * 0.5 * smoothstep(0.1, 0, depth));
      return clamp(depth * pixels.height + 0.5);
    });
    growTree(pixels, createRandom(58), [0.74, hill(0.74) + 0.01], 0.5, [0.006, 0.007, 0.012]);
    bloom(pixels, 0.6, 0.05, 0.25);
  },
};

/** An hour of the earth turning under the stars. */
export const starTrails: Scene = {
  aspect: '4:5',
  grade: { contrast: 1.12, saturation: 1.2, grain: 0.028 },
  paint: (pixels) => {
    const noise = createNoise(45);
    const random = createRandom(45);
    const sky = ramp([0, '#050a1c'], [0.5, '#0d1d40'], [0.85, '#2b4266'], [1, '#7a6a72']);
    const [poleU, poleV] = [0.36, 0.4];
    const colors = ['#a9c4ff', '#ffffff', '#ffe4b8', '#ffc48f', '#d7e3ff'].map((hex) => rgb(hex));
    const rings = 1500;
    const trails = Array.from({ length: rings }, () => ({
      bright: 0.06 + 1.1 * random() ** 5,
      start: random() * Math.PI * 2,
      color: colors[Math.floor(random() * 5)] ?? colors[0],
    }));
    paint(pixels, (u, v, out) => {
      sky(v / 0.88, out);
      const [dx, dy] = [u - poleU, v - poleV];
      const exact = long(dx, dy) * 1050;
      const ring = Math.floor(exact);
      const angle = Math.atan2(dy, dx);
      for (let near = ring - 1; near <= ring + 1; near += 1) {
        const trail = trails[((near % rings) + rings) % rings];
        if (trail?.color) {
          const turned = (((angle - trail.start) % 2.094) + 2.094) % 2.094;
          const inside = smoothstep(0, 0.01, turned) * smoothstep(1.05, 1.04, turned);
          add(
            out,
            trail.color,
            trail.bright * inside * bell(exact - near - 0.5, 0.62) * (1 - 0.75 * smoothstep(0.6, 0.9, v)),
          );
        }
      }
    });
    const ridge = (u: number): number => 0.87 - 0.07 * noise.fbm(u * 2.2, 8, 5) - 0.05 * u;
    layer(pixels, { top: 0.7 }, (u, v, out) => {
      blend([0.01, 0.012, 0.02], [0.002, 0.003, 0.006], smoothstep(0, 0.15, v - ridge(u)), out);
      return clamp((v - ridge(u)) * pixels.height + 0.5);
    });
    // A hut with one warm window.
    const [hutU, hutV] = [0.52, ridge(0.52) + 0.006];
    layer(pixels, { left: 0.4, right: 0.66, top: 0.6, bottom: 0.95 }, (u, v, out) => {
      const [x, y] = [(u - hutU) / 0.055, (hutV - v) / 0.055];
      const isWall = Math.abs(x) < 1 && y > -0.3 && y < 0.8;
      const isRoof = y >= 0.72 && y < 1.65 && Math.abs(x) < 1.28 - (y - 0.72) * 1.32;
      const isPane =
        Math.abs(x - 0.28) < 0.24 &&
        Math.abs(y - 0.36) < 0.21 &&
        Math.abs(x - 0.28) > 0.025 &&
        Math.abs(y - 0.36) > 0.025;
      const lamp = rgb('#ffb152', 2.2);
      blend([0.009, 0.008, 0.01], lamp, isPane ? 1 : 0, out);
      return isWall || isRoof ? 1 : 0;
    });
    bloom(pixels, 0.55, 0.02, 0.4);
  },
};
