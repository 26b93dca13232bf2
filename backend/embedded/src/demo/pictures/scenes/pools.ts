import type { Rgb } from '../canvas/color.ts';
import { add, blend, ramp, rgb } from '../canvas/color.ts';
import { bell, clamp, long, mix, smoothstep } from '../canvas/math.ts';
import { createNoise, createRandom } from '../canvas/noise.ts';
import { bloom } from '../canvas/blur.ts';
import { layer, paint } from '../canvas/pixels.ts';
import type { Scene } from '../scene.ts';

/** A swimming pool from above: tiles that will not keep still, and one ring. */
export const pool: Scene = {
  aspect: '1:1',
  detail: 1000,
  grade: { contrast: 1.1, saturation: 1.05, vignette: 0.2 },
  paint: (pixels) => {
    const noise = createNoise(33);
    const [deep, light, lane] = [rgb('#1391b4'), rgb('#5cd0da'), rgb('#0b4f86')];
    const [ringU, ringV, ringR, tube] = [0.6, 0.42, 0.135, 0.048];
    const wave = (u: number, v: number): number => noise.at(u * 5, v * 5 + 3) + 0.5 * noise.at(u * 11 + 4, v * 11);
    paint(pixels, (u, v, out) => {
      const [here, right, below] = [wave(u, v), wave(u + 0.004, v), wave(u, v + 0.004)];
      const [bendX, bendY] = [(right - here) * 0.5, (below - here) * 0.5];
      const [x, y] = [(u * 0.95 + v * 0.31 + bendX) * 15, (v * 0.95 - u * 0.31 + bendY) * 15];
      const [tx, ty] = [Math.abs((((x % 1) + 1) % 1) - 0.5), Math.abs((((y % 1) + 1) % 1) - 0.5)];
      const grout = smoothstep(0.455, 0.485, Math.max(tx, ty));
      blend(
        deep,
        light,
        clamp(
          0.42 + 0.35 * (v - 0.5) + 0.13 * (noise.cell(Math.floor(x) & 255, Math.floor(y) & 255) - 0.5) + 0.12 * here,
        ),
        out,
      );
      blend(out, [0.62, 0.86, 0.88], grout * 0.42, out);
      const stripe = Math.abs(x - 3.5);
      blend(out, lane, smoothstep(1.02, 0.98, stripe) * 0.85, out);
      const net = 1 - Math.abs(noise.at(u * 6.5 + bendX * 14, v * 6.5 + bendY * 14));
      const fine = 1 - Math.abs(noise.at(u * 12 + 9 + bendY * 18, v * 12 + bendX * 18));
      const caustic = net ** 14 * 0.85 + fine ** 12 * 0.4 + 0.1 * net ** 3;
      add(out, [0.75, 0.95, 0.9], caustic * 0.62);
      const glint = smoothstep(0.1, 0.16, bendX - bendY - 0.05);
      add(out, [1, 1, 1], glint * 0.55);
      const shadow = Math.abs(long(u - ringU - 0.075 + bendX * 0.5, v - ringV - 0.085 + bendY * 0.5) - ringR);
      add(out, out, -0.5 * smoothstep(tube * 1.25, tube * 0.7, shadow));
    });
    layer(pixels, { left: 0.38, right: 0.82, top: 0.2, bottom: 0.66 }, (u, v, out) => {
      const [dx, dy] = [u - ringU, v - ringV];
      const radius = long(dx, dy);
      const off = (radius - ringR) / tube;
      if (Math.abs(off) > 1) {
        return 0;
      }
      const up = Math.sqrt(1 - off * off);
      const [nx, ny] = [(dx / radius) * off, (dy / radius) * off];
      const facing = clamp(0.72 * up - 0.5 * nx - 0.5 * ny);
      const sector = ((Math.atan2(dy, dx) / Math.PI) * 4 + 8.3) % 2;
      const isRed = sector < 1;
      const seam = bell(Math.min(sector % 1, 1 - (sector % 1)), 0.02);
      const base: Rgb = isRed ? [0.86, 0.09, 0.045] : [0.9, 0.88, 0.83];
      const shade = 0.3 + 0.85 * facing - 0.12 * seam;
      blend(base, [base[0] * shade, base[1] * shade, base[2] * shade], 1, out);
      add(out, [0.1, 0.32, 0.36], 0.4 * smoothstep(0.3, 1, Math.abs(off)) * (1 - facing));
      add(out, [1, 1, 1], 1.3 * smoothstep(0.955, 0.995, 0.83 * up - 0.39 * nx - 0.39 * ny));
      return clamp((1 - Math.abs(off)) * tube * pixels.height + 0.5);
    });
    bloom(pixels, 0.85, 0.03, 0.3);
  },
};

/** Rings on a pond in the evening. */
export const ripples: Scene = {
  aspect: '1:1',
  detail: 900,
  grade: { contrast: 1.15, saturation: 1.05, vignette: 0.4 },
  paint: (pixels) => {
    const noise = createNoise(88);
    const sky = ramp(
      [0, '#0a1622'],
      [0.28, '#16384a'],
      [0.5, '#3f6f7c'],
      [0.66, '#c98a63'],
      [0.82, '#ffbb77'],
      [1, '#ffe3b4'],
    );
    const drops = [
      [0.4, 0.52, 1, 0],
      [0.78, 0.3, 0.55, 1.7],
      [0.16, 0.2, 0.4, 3.1],
    ] as const;
    const height = (u: number, v: number): number => {
      let sum = 0.16 * noise.at(u * 2.2, v * 3.4) + 0.03 * noise.at(u * 8, v * 14);
      for (const [du, dv, strength, phase] of drops) {
        const distance = long(u - du, (v - dv) * 1.75);
        sum +=
          strength * Math.sin(distance * 92 - phase) * Math.exp(-distance * 4.2) * smoothstep(0, 0.03, distance) * 0.34;
      }
      return sum;
    };
    const step = 0.0015;
    paint(pixels, (u, v, out) => {
      const here = height(u, v);
      const slopeX = ((height(u + step, v) - here) / step) * 0.03;
      const slopeY = ((height(u, v + step) - here) / step) * 0.03;
      const elevation = 0.46 - 0.34 * (v - 0.5) + slopeY * 0.55 + slopeX * 0.2;
      sky(clamp(elevation + 0.06 * noise.at(u * 1.5 + slopeX, v * 1.5)), out);
      add(out, rgb('#fff2d8'), 2.2 * smoothstep(0.3, 0.62, slopeX * 0.6 + slopeY));
      blend(out, [0.006, 0.016, 0.02], clamp(0.25 + 0.35 * (v - 0.3) - slopeY * 0.5), out);
    });
    bloom(pixels, 0.8, 0.03, 0.35);
  },
};

/** Looking up from under the waves. */
export const underwater: Scene = {
  aspect: '3:4',
  detail: 1000,
  grade: { contrast: 1.12, saturation: 1.1, vignette: 0.4 },
  paint: (pixels) => {
    const noise = createNoise(52);
    const random = createRandom(52);
    const sea = ramp([0, '#b8f2ee'], [0.12, '#57cfdc'], [0.35, '#1487ae'], [0.7, '#084a7a'], [1, '#031f44']);
    paint(pixels, (u, v, out) => {
      const up = 0.3 - v;
      sea(clamp(v * 0.95 + 0.35 * Math.abs(u - 0.4) - 0.06), out);
      if (up > 0) {
        const z = 0.16 / (0.32 - up + 0.02);
        const swell = noise.fbm((u - 0.38) * 4 * z + 3, 7 / z, 4);
        const net = (1 - Math.abs(noise.at((u - 0.38) * 9 * z + swell, 15 / z))) ** 5;
        add(out, [0.75, 1, 0.95], (0.3 * net + 0.35 * swell) * smoothstep(0, 0.16, up));
      }
      const angle = Math.atan2(u - 0.42, v + 0.28);
      const ray = smoothstep(-0.05, 0.6, noise.fbm(angle * 11, 3, 3)) * Math.exp(-v * 1.9);
      add(out, [0.5, 0.95, 0.95], ray * 0.55);
      add(out, [0.9, 1, 0.95], 0.9 * bell(long(u - 0.42, v * 0.9 + 0.03), 0.2));
    });
    for (let fish = 0; fish < 130; fish += 1) {
      const turn = random() * Math.PI * 2;
      const spread = 0.05 + 0.2 * Math.sqrt(random());
      const [u, v] = [0.37 + Math.cos(turn) * spread * 1.15 + 0.05 * random(), 0.5 + Math.sin(turn) * spread * 0.72];
      const size = 0.01 + 0.012 * random();
      const heading = 0.25 + 0.35 * Math.sin(u * 7) + (random() - 0.5) * 0.4;
      const faint = 0.35 + 0.6 * random();
      layer(
        pixels,
        { left: u - size * 2, right: u + size * 2, top: v - size * 2, bottom: v + size * 2 },
        (x, y, out) => {
          const a = ((x - u) * Math.cos(heading) + (y - v) * Math.sin(heading)) / size;
          const b = ((y - v) * Math.cos(heading) - (x - u) * Math.sin(heading)) / size;
          const body = 1 - long(a, b / 0.34);
          const tail = a < -0.8 && a > -1.45 ? 0.34 * (-0.75 - a) * 1.3 - Math.abs(b) + 0.05 : -1;
          blend([0.004, 0.03, 0.06], [0.2, 0.5, 0.55], smoothstep(0.1, -0.3, b) * 0.35, out);
          return clamp(Math.max(body, tail) * size * pixels.height + 0.5) * faint;
        },
      );
    }
    for (let speck = 0; speck < 260; speck += 1) {
      const [u, v, size] = [random() * 0.75, random(), 0.0008 + 0.0022 * random() ** 3];
      layer(pixels, { left: u - size, right: u + size, top: v - size, bottom: v + size }, (x, y, out) => {
        add(out, [0.5, 0.85, 0.9], mix(0.1, 0.4, 1 - v) * smoothstep(size, 0, long(x - u, y - v)));
        return 1;
      });
    }
    bloom(pixels, 0.7, 0.06, 0.35);
  },
};
