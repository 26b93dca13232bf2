import type { Rgb } from '../canvas/color.ts';
import { add, blend, ramp, rgb } from '../canvas/color.ts';
import { bell, clamp, long, mix, smoothstep } from '../canvas/math.ts';
import { createNoise } from '../canvas/noise.ts';
import { bloom } from '../canvas/blur.ts';
import { layer, paint } from '../canvas/pixels.ts';
import type { Scene } from '../scene.ts';

/** Four minutes of sea become mist around a row of old posts. */
export const longExposure: Scene = {
  aspect: '1:1',
  grade: { contrast: 1.14, saturation: 0.55, vignette: 0.45, fade: 0.03, grain: 0.03 },
  paint: (pixels) => {
    const noise = createNoise(12);
    const horizon = 0.42;
    const sky = ramp([0, '#3d4854'], [0.55, '#8f9aa3'], [0.93, '#dcdedd'], [1, '#e9e7e2']);
    const water = ramp([0, '#d2d6d7'], [0.12, '#a9b3ba'], [0.6, '#68747f'], [1, '#333d48']);
    paint(pixels, (u, v, out) => {
      if (v < horizon) {
        sky(v / horizon, out);
        add(out, out, 0.3 * noise.fbm(u * 0.8 + 3, v * 5, 4) * smoothstep(horizon, 0.1, v));
      } else {
        const down = (v - horizon) / (1 - horizon);
        water(down, out);
        add(out, out, 0.12 * noise.fbm(u * 1.2, 3 / (down + 0.07), 3) + 0.18 * bell(u - 0.56, 0.3) * (1 - down));
      }
      add(out, [0.6, 0.6, 0.6], 0.25 * bell(v - horizon, 0.012));
    });
    for (let post = 0; post < 11; post += 1) {
      const z = 1.2 + post * 0.75;
      const u = 0.565 - (0.565 - 0.2) * (1.35 / z);
      const foot = horizon + 0.5 / z;
      const tall = (0.27 + 0.05 * Math.sin(post * 2.7)) / z;
      const wide = 0.034 / z;
      const lean = 0.05 * Math.sin(post * 4.1);
      layer(
        pixels,
        { left: u - wide * 3, right: u + wide * 3, top: foot - tall * 1.2, bottom: foot + tall },
        (x, v, out) => {
          const up = foot - v;
          const off = (x - u - lean * up) / wide;
          const grain = noise.fbm(off * 3 + post * 7, v * 12, 3);
          const edge = clamp((0.5 - Math.abs(off)) * wide * pixels.height + 0.5);
          const haze = clamp(z / 16);
          blend([0.018, 0.022, 0.027], [0.5, 0.52, 0.53], haze, out);
          add(out, [0.1, 0.11, 0.12], (1 - haze) * clamp(0.35 + off + grain * 0.8));
          if (up < 0) {
            return edge * 0.4 * smoothstep(-tall * 0.9, 0, up) * (1 - haze);
          }
          const top = tall * (1 + 0.06 * noise.at(off * 2, post));
          return edge * clamp((top - up) * pixels.height + 0.5) * smoothstep(-0.004, 0.03 / z, up + 0.004);
        },
      );
      layer(pixels, { top: foot - 0.05 / z, bottom: foot + 0.06 / z }, (x, v, out) => {
        blend(out, [0.62, 0.65, 0.67], 0.5 * bell((x - u) / 3, wide) * bell(v - foot, 0.022 / z), out);
        return 1;
      });
    }
  },
};

/** From a drone: sand, foam, shallow water, deep water. */
export const shoreline: Scene = {
  aspect: '4:5',
  grade: { contrast: 1.1, saturation: 1.05, vignette: 0.15 },
  paint: (pixels) => {
    const noise = createNoise(58);
    const depthColor = ramp([0, '#c9e6d6'], [0.1, '#8fd6cb'], [0.3, '#3fb3b5'], [0.6, '#0f7f94'], [1, '#075067']);
    const [dry, wet] = [rgb('#e6cfa8'), rgb('#b8946a')];
    const foamColor = rgb('#fbfdf8');
    const coast = (u: number, v: number): number =>
      u * 0.93 +
      (v - 0.5) * 0.42 -
      0.44 +
      0.11 * noise.fbm(u * 1.6, v * 1.6 + 5, 3) +
      0.018 * noise.fbm(u * 9, v * 9, 3);
    paint(pixels, (u, v, out) => {
      const sea = coast(u, v);
      const lace = noise.ridged(u * 13 + noise.at(u * 5, v * 5) * 0.8, v * 13, 4);
      if (sea < 0) {
        const damp = smoothstep(-0.085, -0.012, sea + 0.02 * noise.at(u * 4, v * 4));
        blend(dry, wet, damp, out);
        const steps = noise.fbm(u * 60, v * 60, 3) * 0.1 + noise.fbm(u * 8, v * 8 + 40, 4) * 0.07;
        add(out, out, steps * (1 - 0.5 * damp));
        add(out, out, 0.05 * Math.sin((u * 0.93 + v * 0.42) * 210 + noise.at(u * 9, v * 9) * 5) * (1 - damp));
      } else {
        depthColor(sea * 1.15 + 0.03 * noise.fbm(u * 3, v * 3, 4), out);
        const caustic = noise.ridged(u * 22 + noise.at(u * 8, v * 8), v * 22, 2);
        add(out, out, (caustic - 0.45) * 0.3 * smoothstep(0.5, 0.05, sea));
        const reef = smoothstep(0.2, 0.5, noise.fbm(u * 5 + 20, v * 5, 5)) * smoothstep(0.1, 0.28, sea);
        blend(out, rgb('#0b4a55'), reef * 0.55, out);
        add(out, out, 0.08 * noise.at(u * 70 + v * 30, v * 25));
      }
      let foam = 0;
      for (const [at, width, strength] of waves) {
        const front = sea - at - 0.014 * noise.fbm(u * 4 + at * 40, v * 4, 3);
        const behind = front > 0 ? Math.exp(-front / width) : bell(front, 0.005);
        const holes = smoothstep(0.28, 0.62, lace + 0.55 * Math.exp(-Math.abs(front) / (width * 0.28)));
        foam = Math.max(foam, behind * holes * strength);
      }
      blend(out, foamColor, clamp(foam), out);
      if (sea < 0.02) {
        add(out, out, -0.25 * bell(sea + 0.006, 0.004));
      }
    });
  },
};

const waves = [
  [-0.004, 0.05, 1],
  [0.1, 0.045, 0.85],
  [0.24, 0.03, 0.5],
] as const;

/** Low sun over open water, every wave a small mirror. */
export const seaSunset: Scene = {
  aspect: '16:9',
  grade: { contrast: 1.14, saturation: 1.12, warmth: 0.05 },
  paint: (pixels) => {
    const noise = createNoise(404);
    const horizon = 0.55;
    const [sunU, sunV] = [1.12, 0.5];
    const sky = ramp([0, '#3c5f8c'], [0.35, '#7c8fae'], [0.65, '#d8a996'], [0.88, '#ffb873'], [1, '#ffcf8a']);
    const [sun, fire, shade] = [rgb('#ffce7a'), rgb('#ff9a55'), rgb('#57506e')];
    const skyAt = (u: number, v: number, out: Rgb): void => {
      sky(v / horizon, out);
      const distance = long(u - sunU, (v - sunV) * 1.25);
      add(out, sun, 0.75 * bell(distance, 0.17) + 0.3 * bell(distance, 0.5));
      const up = horizon - v + 0.07;
      const [x, z] = [(u - 0.9) / up, 0.62 / up];
      const density = (dx: number, dz: number): number =>
        noise.fbm(x * 0.42 + dx, z * 0.9 + dz, 5) + 0.12 * noise.at(x * 0.15, z * 0.15);
      const here = smoothstep(0.02, 0.52, density(0, 0));
      const toward = smoothstep(0.02, 0.6, density((sunU - u) * 0.16, 0.22));
      const edge = clamp(here - toward * 0.75);
      const cloud: Rgb = [0, 0, 0];
      blend(shade, fire, clamp(0.16 + edge * 1.5 + 0.55 * bell(distance, 0.45)), cloud);
      add(cloud, sun, 0.9 * edge * bell(distance, 0.5));
      blend(out, cloud, here * 0.9 * smoothstep(0, 0.09, horizon - v), out);
    };
    paint(pixels, (u, v, out) => {
      if (v < horizon) {
        skyAt(u, v, out);
        add(out, sun, 9 * smoothstep(0.031, 0.027, long(u - sunU, v - sunV)));
        return;
      }
      const down = v - horizon + 0.0015;
      const [x, z] = [(u - 0.9) / down, 1 / down];
      const flat = smoothstep(0.0, 0.12, down);
      const swell = noise.fbm(x * 0.5 + 2, z * 1.25, 3) + 0.8 * noise.fbm(x * 2.6, z * 4.2, 3) * flat;
      const tilt = swell * mix(0.25, 0.13, flat);
      skyAt(u + tilt * 0.12, clamp(horizon - down * 0.75 - 0.09 - tilt * 0.55, 0, horizon - 0.02), out);
      const deep = clamp(0.42 + 0.5 * swell + down * 0.55);
      blend(out, [0.016, 0.03, 0.052], clamp(deep), out);
      const path = bell(u - sunU + tilt * 0.12, 0.028 + down * 0.32);
      const spark = smoothstep(0.02, 0.5, swell + 0.34 * path);
      add(out, fire, 0.35 * path * spark);
      add(out, sun, 3.4 * path * spark * smoothstep(0.05, 0.55, swell + 0.2 * path));
    });
    bloom(pixels, 0.9, 0.05, 0.3);
    layer(pixels, { top: 0.5, bottom: 0.56 }, (u, v, out) => {
      const land =
        horizon -
        0.028 * Math.max(0, noise.fbm(u * 2.2 + 1, 3, 5) + 0.45 * smoothstep(0.55, 0, u)) * smoothstep(0.75, 0.35, u);
      blend(out, [0.06, 0.045, 0.06], 0.9, out);
      return v < horizon ? clamp((v - land) * pixels.height + 0.5) * (land < horizon ? 1 : 0) : 0;
    });
  },
};
