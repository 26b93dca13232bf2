import type { Rgb } from '../canvas/color.ts';
import { add, blend, ramp, rgb } from '../canvas/color.ts';
import { bell, clamp, long, mix, smoothstep } from '../canvas/math.ts';
import type { Random } from '../canvas/noise.ts';
import { createNoise, createRandom } from '../canvas/noise.ts';
import { bloom } from '../canvas/blur.ts';
import type { Pixels } from '../canvas/pixels.ts';
import { glow, layer, paint } from '../canvas/pixels.ts';
import type { Scene } from '../scene.ts';

const starColors = ['#bcd0ff', '#e8efff', '#ffffff', '#ffeecf', '#ffd0a0'].map((hex) => rgb(hex));

/** Many faint stars, few bright ones, as the sky has them. */
export function scatterStars(
  pixels: Pixels,
  random: Random,
  count: number,
  chance: (u: number, v: number) => number,
): void {
  const aspect = pixels.width / pixels.height;
  for (let star = 0; star < count; star += 1) {
    const [u, v] = [random() * aspect, random()];
    const bright = 0.05 + 0.9 * random() ** 7;
    const color = starColors[Math.floor(random() * starColors.length)] ?? [1, 1, 1];
    if (random() > chance(u, v)) {
      continue;
    }
    const radius = (0.42 + 0.62 * bright) / pixels.height;
    glow(pixels, u, v, radius, color.map((channel) => channel * (0.25 + bright * 2.2)) as Rgb);
    if (bright > 0.8) {
      glow(pixels, u, v, radius * 4, color.map((channel) => channel * 0.12) as Rgb);
    }
  }
}

/** The Milky Way above a ridge, and one lit tent. */
export const milkyWay: Scene = {
  aspect: '2:3',
  grade: { contrast: 1.15, saturation: 1.15, vignette: 0.35, grain: 0.03 },
  paint: (pixels) => {
    const noise = createNoise(77);
    const random = createRandom(77);
    const sky = ramp([0, '#060b1a'], [0.5, '#0e1a33'], [0.8, '#21344d'], [1, '#4c5c5e']);
    const [violet, warm, dust] = [rgb('#6c6fa8'), rgb('#e9c7a4'), rgb('#1a1420')];
    const band = (u: number, v: number): number => (u - 0.4) * 0.86 + (v - 0.42) * 0.5 + 0.05 * noise.at(u * 2, v * 2);
    paint(pixels, (u, v, out) => {
      sky(v / 0.86, out);
      const across = band(u, v);
      const along = (v - 0.42) * 0.86 - (u - 0.4) * 0.5;
      const cloud = noise.fbm(across * 5 + 3, along * 3, 6);
      const core = bell(along - 0.22, 0.4);
      const light = bell(across + 0.02 * cloud, 0.13) * (0.5 + 0.6 * cloud + 0.35);
      add(out, violet, clamp(light) * 0.34);
      add(out, warm, clamp(bell(across, 0.065) * (0.55 + 0.75 * cloud)) * (0.1 + 0.62 * core));
      const lane = smoothstep(0.42, 0.85, noise.ridged(across * 5 + 9, along * 2.2, 5)) * bell(across - 0.015, 0.07);
      blend(out, dust, clamp(lane * 1.1), out);
    });
    scatterStars(
      pixels,
      random,
      3800,
      (u, v) => (0.35 + 0.65 * bell(band(u, v), 0.16)) * (1 - 0.6 * smoothstep(0.6, 0.9, v)),
    );
    const ridge = (u: number): number => 0.84 - 0.13 * noise.ridged(u * 1.9 + 4, 2, 7) + 0.1 * u;
    layer(pixels, { top: 0.6 }, (u, v, out) => {
      const depth = v - ridge(u);
      const rock = 0.5 + 0.5 * noise.fbm(u * 9, v * 14, 5);
      blend([0.003, 0.005, 0.009], [0.012, 0.017, 0.024], rock * smoothstep(0.2, 0, depth), out);
      return clamp(depth * pixels.height + 0.5);
    });
    const [tentU, tentV] = [0.43, 0.925];
    const tent = rgb('#ff9a3d');
    layer(pixels, { top: 0.84 }, (u, v, out) => {
      const [x, y] = [(u - tentU) / 0.036, (v - tentV) / 0.034];
      const side = 1 - Math.abs(x) - clamp(-y + 0.02) * 1;
      const inside = clamp(Math.min(side * 9, (0.02 - y) * 14, 1)) * (y < 0.02 && y > -1.05 ? 1 : 0);
      const seam = 0.75 + 0.25 * smoothstep(0, 0.06, Math.abs(x + 0.18 * y));
      const fire = bell(x * 0.8, 0.9) * bell(y + 0.25, 0.8);
      blend(out, [tent[0] * 2.2 * seam, tent[1] * 2.2 * seam, tent[2] * 1.8 * seam], inside * mix(0.35, 1, fire), out);
      add(out, tent, 0.09 * bell(long(x * 0.7, (y + 0.1) * 1.6), 1.7) * (1 - inside));
      return 1;
    });
    bloom(pixels, 0.5, 0.03, 0.35);
  },
};

/** Curtains of northern lights, twice: in the sky and in the lake. */
export const aurora: Scene = {
  aspect: '3:2',
  detail: 1000,
  grade: { contrast: 1.1, saturation: 1.15, grain: 0.028 },
  paint: (pixels) => {
    const noise = createNoise(301);
    const random = createRandom(301);
    const sky = ramp([0, '#050d1c'], [0.6, '#0b2233'], [1, '#1d4750']);
    const [green, teal, violet] = [rgb('#52ffa0'), rgb('#1fb7b0'), rgb('#d04fd0')];
    const shore = 0.64;
    const skyAt = (u: number, v: number, out: Rgb): void => {
      sky(v / shore, out);
      for (let curtain = 0; curtain < 3; curtain += 1) {
        // The curtain hangs in folds, and its rays lean towards the zenith.
        const x = u + 0.16 * (u - 0.8) * (v - 0.5) + 0.1 * noise.fbm(u * 1.6 + curtain * 4, v * 0.7 + curtain, 2);
        const wave =
          Math.sin(x * 2.7 + curtain * 2.2) * 0.11 + 0.16 * noise.fbm(x * 1.3 + curtain * 3.1, curtain * 5.7, 3);
        const foot = 0.47 - curtain * 0.13 + wave;
        const rays = 0.4 + 0.55 * noise.at(x * 11, curtain) + 0.4 * noise.at(x * 37, curtain + 4);
        const tall = (0.11 + 0.17 * clamp(rays)) * (1 - 0.18 * curtain);
        const up = foot - v;
        const light = up > 0 ? Math.exp(-up / tall) : bell(up, 0.028);
        const gate = smoothstep(-0.35, 0.3, noise.at(x * 1.1 + curtain * 9, 7));
        const strength = light * (0.25 + 0.75 * clamp(rays)) * gate * (1 - curtain * 0.24);
        add(out, green, 0.62 * strength * (0.35 + 0.65 * Math.exp(-Math.max(0, up) * 6)));
        add(out, teal, 0.16 * strength * Math.exp(-Math.max(0, up) * 4));
        add(out, violet, 0.4 * strength * smoothstep(0.02, 0.2, up));
      }
    };
    paint(pixels, (u, v, out) => skyAt(u, Math.min(v, shore), out));
    scatterStars(pixels, random, 900, (_, v) => smoothstep(shore, 0.2, v));
    const peak = (u: number): number =>
      shore -
      0.015 -
      0.2 * noise.ridged(u * 1.1 + 8, 3, 4) ** 1.5 * smoothstep(1.7, 0.9, u) -
      0.012 * noise.fbm(u * 12, 5, 4);
    layer(pixels, { top: 0.3, bottom: shore }, (u, v, out) => {
      const depth = v - peak(u);
      const [x, y] = [u * 17 + v * 5, v * 15];
      const facet = noise.ridged(x + 0.1, y - 0.05, 5) - noise.ridged(x, y, 5);
      const snow = clamp(0.3 + 2.2 * facet + 0.3 * noise.fbm(u * 40, v * 60, 3)) * smoothstep(0.16, 0, depth);
      blend([0.005, 0.011, 0.016], [0.016, 0.042, 0.042], snow, out);
      return clamp(depth * pixels.height + 0.5);
    });
    // The lake is a second look at the sky, stretched by small waves.
    const copy = { ...pixels, data: pixels.data.slice() };
    const mirror: Rgb = [0, 0, 0];
    layer(pixels, { top: shore }, (u, v, out) => {
      const down = v - shore;
      const calm = noise.at(u * 14, (down * 120) / (0.3 + down * 4)) * 0.012 * smoothstep(0, 0.2, down);
      const from = clamp(shore - down * 1.12 + calm * 2.5, 0, shore - 0.002);
      const x = clamp(Math.round((u + calm) * pixels.height), 0, pixels.width - 1);
      const at = (Math.floor(from * pixels.height) * pixels.width + x) * 3;
      mirror[0] = copy.data[at] ?? 0;
      mirror[1] = copy.data[at + 1] ?? 0;
      mirror[2] = copy.data[at + 2] ?? 0;
      blend([0.004, 0.01, 0.014], mirror, 0.62 - 0.25 * down, out);
      return 1;
    });
    bloom(pixels, 0.3, 0.06, 0.3);
  },
};
