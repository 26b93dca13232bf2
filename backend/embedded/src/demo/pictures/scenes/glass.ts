import type { Rgb } from '../canvas/color.ts';
import { add, blend, ramp, rgb } from '../canvas/color.ts';
import { bell, clamp, long, mix, smoothstep } from '../canvas/math.ts';
import { createNoise, createRandom } from '../canvas/noise.ts';
import { blur } from '../canvas/blur.ts';
import type { Pixels } from '../canvas/pixels.ts';
import { layer, paint, sample } from '../canvas/pixels.ts';
import type { Scene } from '../scene.ts';

/** One light that the lens did not focus: a disc with a brighter rim, cut like a cat's eye near the corners. */
function paintDisc(pixels: Pixels, u: number, v: number, radius: number, color: Rgb): void {
  const aspect = pixels.width / pixels.height;
  const [pullX, pullY] = [(u - aspect / 2) * 0.35 * radius, (v - 0.5) * 0.35 * radius];
  layer(pixels, { left: u - radius, right: u + radius, top: v - radius, bottom: v + radius }, (x, y, out) => {
    const own = long(x - u, y - v) / radius;
    const barrel = long(x - u + pullX, y - v + pullY) / (radius * 1.08);
    const distance = Math.max(own, barrel);
    const light = smoothstep(1, 0.94, distance) * (0.55 + 0.45 * smoothstep(0.55, 0.95, distance));
    add(out, color, light);
    return light > 0 ? 1 : 0;
  });
}

/** A street at night, entirely out of focus. */
function paintAvenue(pixels: Pixels, seed: number, radius: number): void {
  const random = createRandom(seed);
  const noise = createNoise(seed);
  const aspect = pixels.width / pixels.height;
  const sky = ramp([0, '#10182c'], [0.35, '#26304c'], [0.52, '#5a4a54'], [0.6, '#30272f'], [1, '#0d0c12']);
  paint(pixels, (u, v, out) => {
    sky(v, out);
    const houses = smoothstep(
      0.1,
      0.5,
      Math.abs(u - aspect / 2) * 1.4 + 0.18 - 0.32 * Math.abs(v - 0.5) + 0.1 * noise.at(u * 5, 2),
    );
    blend(out, [0.012, 0.013, 0.02], houses * 0.75, out);
    add(out, rgb('#ff9d55'), 0.12 * bell(v - 0.54, 0.12) + 0.1 * bell(u - aspect / 2, 0.3) * bell(v - 0.7, 0.25));
  });
  blur(pixels, 0.03);
  const light = (u: number, v: number, size: number, hex: string, strength: number): void => {
    const color = rgb(hex, strength * (0.6 + 0.8 * random()));
    paintDisc(pixels, u, v, radius * size, color);
    if (v > 0.52) {
      // Wet asphalt draws lights out towards the viewer.
      for (let smear = 1; smear <= 3; smear += 1) {
        paintDisc(pixels, u + (random() - 0.5) * 0.02, v + radius * 1.1 * smear, radius * size, [
          color[0] * 0.1,
          color[1] * 0.1,
          color[2] * 0.1,
        ]);
      }
    }
  };
  for (let car = 0; car < 22; car += 1) {
    const z = 1 + random() * 4.5;
    const lane = (car % 2 === 0 ? -1 : 1) * (0.2 + 0.6 * random());
    const u = aspect / 2 + (lane * aspect * 0.55) / z;
    const v = 0.55 + 0.26 / z;
    const gap = 0.1 / z;
    const [hex, strength] = lane < 0 ? (['#ffdca0', 0.42] as const) : (['#ff2c1c', 0.42] as const);
    light(u - gap, v, 0.7 + 0.5 / z, hex, strength);
    light(u + gap, v, 0.7 + 0.5 / z, hex, strength);
  }
  for (let lamp = 0; lamp < 16; lamp += 1) {
    const z = 1 + lamp * 0.5;
    const side = lamp % 2 === 0 ? -1 : 1;
    light(aspect / 2 + (side * aspect * 0.6) / z, 0.5 - 0.5 / z, 0.75 + 0.5 / z, '#ffb45a', 0.4);
  }
  const signs = ['#3fd0ff', '#ff4f9a', '#7dff9e', '#ffd25a', '#9f7bff'];
  for (let sign = 0; sign < 58; sign += 1) {
    const side = random() < 0.5 ? -1 : 1;
    const z = 1 + random() * 4;
    light(
      aspect / 2 + (side * aspect * (0.34 + 0.5 * random())) / z,
      0.52 - (random() * 0.85 - 0.1) / z,
      0.5 + 0.5 * random(),
      signs[Math.floor(random() * 5)] ?? '#ffffff',
      0.3,
    );
  }
}

/** An avenue at night without focus. */
export const avenueBokeh: Scene = {
  aspect: '3:2',
  detail: 1000,
  grade: { contrast: 1.08, saturation: 1.15, grain: 0.03 },
  paint: (pixels) => paintAvenue(pixels, 5, 0.05),
};

/** Rain on a window; every drop holds the street upside down. */
export const rainOnGlass: Scene = {
  aspect: '4:5',
  grade: { contrast: 1.12, saturation: 1.1, grain: 0.025 },
  paint: (pixels) => {
    const random = createRandom(44);
    const noise = createNoise(44);
    const aspect = pixels.width / pixels.height;
    paintAvenue(pixels, 31, 0.042);
    const street = { ...pixels, data: pixels.data.slice() };
    blur(pixels, 0.012);
    layer(pixels, {}, (u, v, out) => {
      add(out, [0.028, 0.03, 0.036], 0.7 + 0.5 * noise.fbm(u * 3, v * 3, 3));
      return 1;
    });
    const found: Rgb = [0, 0, 0];
    const drop = (u: number, v: number, radius: number, stretch: number): void => {
      const bounds = { left: u - radius, right: u + radius, top: v - radius * stretch, bottom: v + radius * stretch };
      const wobble = random() * 9;
      layer(pixels, bounds, (x, y, out) => {
        const [dx, dy] = [(x - u) / radius, (y - v) / (radius * stretch)];
        const angle = Math.atan2(dy, dx);
        const distance =
          long(dx, dy) * (1 + 0.1 * Math.sin(angle * 2 + wobble) + 0.05 * Math.sin(angle * 3 + wobble * 2));
        if (distance >= 1) {
          return 0;
        }
        const bend = 0.18 + 0.5 * distance * distance;
        sample(street, u - dx * bend * aspect * 0.75, clamp(0.52 - dy * bend * 0.9), found);
        const rim = smoothstep(0.62, 1, distance);
        blend(found, [0.006, 0.007, 0.01], rim * 0.82 * clamp(0.75 - dy * 0.4), out);
        add(out, [0.7, 0.8, 1], 0.05 * smoothstep(0.15, 0.9, dy) * (1 - rim));
        add(out, [1, 1, 1], 0.9 * smoothstep(0.2, 0.05, long(dx + 0.32, dy + 0.42)));
        return smoothstep(1, 1 - 2.2 / (radius * pixels.height), distance);
      });
    };
    for (let count = 0; count < 1500; count += 1) {
      drop(random() * aspect, random(), 0.0022 + 0.003 * random() ** 2, 1);
    }
    for (let trail = 0; trail < 9; trail += 1) {
      let u = random() * aspect;
      const end = 0.3 + 0.65 * random();
      for (let v = end - 0.25 - 0.3 * random(); v < end; v += 0.012 + 0.014 * random()) {
        u += (random() - 0.5) * 0.006;
        drop(u, v, 0.003 + 0.0045 * random(), 1.2);
      }
      drop(u, end, 0.017 + 0.006 * random(), 1.3);
    }
    for (let count = 0; count < 330; count += 1) {
      drop(random() * aspect, random(), 0.005 + 0.022 * random() ** 3, 1 + 0.25 * random());
    }
  },
};

/** Dew on a blade of grass, very near. */
export const dewDrops: Scene = {
  aspect: '1:1',
  detail: 1000,
  grade: { contrast: 1.12, saturation: 1.08 },
  paint: (pixels) => {
    const noise = createNoise(91);
    const random = createRandom(91);
    const backdrop = ramp([0, '#2b4a1d'], [0.4, '#6f9440'], [0.7, '#a9bf62'], [1, '#33551f']);
    paint(pixels, (u, v, out) => backdrop(clamp(0.5 + 0.5 * noise.fbm(u * 1.5 + 3, v * 1.5, 3) + 0.25 * (u - v)), out));
    for (let spot = 0; spot < 22; spot += 1) {
      paintDisc(pixels, random(), random(), 0.03 + 0.05 * random(), rgb('#e8f2b8', 0.05 + 0.08 * random()));
    }
    blur(pixels, 0.02);
    const edge = (u: number): number => 0.5 - 0.16 * (u - 0.5) - 0.35 * (u - 0.45) ** 2;
    const focus = (u: number): number => bell(u - 0.52, 0.5);
    layer(pixels, {}, (u, v, out) => {
      const across = (v - edge(u)) / 0.36;
      const soft = mix(0.1, 0.012, focus(u));
      const vein = Math.sin(across * 62 + 0.5 * noise.at(u * 2, across * 4)) * 0.5 + 0.5;
      const light = 0.62 - 0.5 * across + 0.14 * (vein - 0.5) * focus(u) + 0.08 * noise.fbm(u * 14, across * 9, 4);
      blend(rgb18, rgb19, clamp(light), out);
      add(out, rgb20, 0.35 * bell(across, 0.03 + soft * 0.5));
      return smoothstep(-soft, soft, across) * smoothstep(1.15, 0.95, across + 0.2 * (1 - focus(u)));
    });
    const leaf = { ...pixels, data: pixels.data.slice() };
    const found: Rgb = [0, 0, 0];
    const bead = (u: number, v: number, radius: number): void => {
      layer(
        pixels,
        { left: u - radius * 1.4, right: u + radius * 1.6, top: v, bottom: v + radius * 2 },
        (x, y, out) => {
          const shadow = bell(long(x - u - radius * 0.16, (y - v - radius * 0.72) * 1.5) / radius, 0.75);
          add(out, out, -0.6 * shadow);
          add(out, rgb20, 0.5 * bell(long(x - u - radius * 0.14, (y - v - radius * 0.98) * 2.6) / radius, 0.32));
          return 1;
        },
      );
      layer(pixels, { left: u - radius, right: u + radius, top: v - radius, bottom: v + radius }, (x, y, out) => {
        const [dx, dy] = [(x - u) / radius, (y - v) / radius];
        const distance = long(dx, dy);
        if (distance >= 1) {
          return 0;
        }
        const bend = 0.3 + 0.9 * distance ** 3;
        sample(leaf, u - dx * bend * radius * 3.2, v - dy * bend * radius * 3.2, found);
        const depth = Math.sqrt(1 - distance * distance);
        blend(found, [0.012, 0.03, 0.006], smoothstep(0.5, 1, distance) * clamp(0.75 - 0.7 * dy), out);
        add(out, [0.62, 0.78, 0.3], 0.75 * smoothstep(0.1, 0.95, dy) * smoothstep(1.02, 0.8, distance));
        add(out, [0.85, 0.95, 1], 0.28 * smoothstep(-0.15, -0.85, dy) * depth);
        add(out, [1, 1, 1], 2.4 * smoothstep(0.17, 0.09, long(dx + 0.36, (dy + 0.5) * 1.1)));
        add(out, [1, 1, 1], 0.8 * smoothstep(0.07, 0.02, long(dx - 0.42, dy - 0.5)));
        return smoothstep(1, 1 - 2.5 / (radius * pixels.height), distance);
      });
    };
    for (let count = 0; count < 150; count += 1) {
      const u = random();
      bead(u, edge(u) + 0.05 + 0.28 * random(), 0.003 + 0.011 * random() ** 2);
    }
    for (const [u, down, radius] of beads) {
      bead(u, edge(u) + down, radius);
    }
  },
};

const rgb18 = rgb('#1f4510');
const rgb19 = rgb('#8fbf3c');
const rgb20 = rgb('#d4ee86');
const beads = [
  [0.2, 0.1, 0.045],
  [0.34, 0.03, 0.062],
  [0.53, 0.08, 0.095],
  [0.72, 0.02, 0.055],
  [0.66, 0.2, 0.04],
  [0.85, 0.1, 0.05],
  [0.4, 0.21, 0.03],
  [0.1, 0.2, 0.03],
] as const;
