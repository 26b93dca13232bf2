import type { Rgb, Stops } from '../canvas/color.ts';
import { add, blend, ramp, rgb } from '../canvas/color.ts';
import { bell, clamp, mix, smoothstep } from '../canvas/math.ts';
import type { Noise } from '../canvas/noise.ts';
import { createNoise, createRandom } from '../canvas/noise.ts';
import { bloom } from '../canvas/blur.ts';
import type { Pixels } from '../canvas/pixels.ts';
import { glow, layer, paint } from '../canvas/pixels.ts';
import { stroke } from '../canvas/strokes.ts';
import { mirrorInWater } from '../canvas/water.ts';
import type { Scene } from '../scene.ts';

interface Building {
  readonly left: number;
  readonly width: number;
  readonly top: number;
  readonly id: number;
  readonly tint: number;
}

const lamps = ['#ffd9a0', '#ffc27a', '#fff0d4', '#ffe3b8', '#cfe4ff'].map((hex) => rgb(hex));

function buildRow(seed: number, aspect: number, shore: number, tall: number, wide: number): Building[] {
  const random = createRandom(seed);
  const row: Building[] = [];
  for (let left = -0.05; left < aspect;) {
    const width = wide * (0.5 + random());
    // Downtown is in the middle of the picture, a little to the right.
    const centre = bell(left + width / 2 - aspect * 0.58, aspect * 0.3);
    const height = tall * (0.25 + 0.35 * random() + 0.75 * centre * random() ** 0.8);
    row.push({ left, width, top: shore - height, id: row.length + seed * 50, tint: random() });
    left += width * (0.85 + 0.4 * random());
  }
  return row;
}

function paintRow(pixels: Pixels, noise: Noise, row: readonly Building[], near: number, shore: number): void {
  const haze = rgb('#3c4668');
  const columns = Array.from({ length: pixels.width }, (_, x) => {
    const u = (x + 0.5) / pixels.height;
    return row.filter(({ left, width }) => u >= left && u < left + width).toSorted((a, b) => a.top - b.top)[0];
  });
  const [cellWide, cellTall] = [mix(0.005, 0.0095, near), mix(0.0075, 0.0135, near)];
  layer(pixels, { bottom: shore }, (u, v, out) => {
    const building = columns[Math.floor(u * pixels.height)];
    if (!building || v < building.top) {
      return 0;
    }
    const across = (u - building.left) / building.width;
    const wall: Rgb = [0.014 + 0.012 * building.tint, 0.017 + 0.01 * building.tint, 0.03];
    blend(wall, haze, mix(0.62, 0.06, near) + 0.16 * smoothstep(shore - 0.25, shore, v), out);
    add(out, out, 0.35 * (across - 0.5));
    const [cx, cy] = [(u - building.left) / cellWide, (v - building.top - 0.006) / cellTall];
    const [column, floor] = [Math.floor(cx), Math.floor(cy)];
    const [x, y] = [cx - column, cy - floor];
    const style = noise.cell(building.id, 3);
    const isPane =
      x > 0.18 && x < (style > 0.6 ? 1 : 0.82) && y > 0.25 && y < 0.78 && across > 0.06 && across < 0.94 && cy > 0;
    const habit = 0.4 + 0.4 * noise.cell(building.id, 9);
    const isFloorLit = noise.cell(floor + building.id * 7, building.id) > 0.86;
    const chance = noise.cell(column + building.id * 13, floor + building.id * 5);
    if (isPane && (chance > habit + 0.12 || isFloorLit)) {
      const lamp = lamps[Math.floor(noise.cell(column + 5, floor + building.id) * 4.99)] ?? [1, 1, 1];
      add(out, lamp, mix(0.3, 0.95, near) * (0.35 + 0.9 * noise.cell(floor + 31, column + building.id)));
    } else if (isPane) {
      add(out, [0.02, 0.032, 0.06], 0.5);
    }
    return 1;
  });
}

function paintCity(pixels: Pixels, seed: number, shore: number, sky: Stops, glowHex: string): void {
  const noise = createNoise(seed);
  const aspect = pixels.width / pixels.height;
  const gradient = ramp(...sky);
  const horizon = rgb(glowHex);
  paint(pixels, (u, v, out) => {
    gradient(v / shore, out);
    const cloud = smoothstep(0.05, 0.75, noise.fbm(u * 1.3, v * 7 + 2, 5)) * smoothstep(0, 0.25, v);
    add(out, horizon, 0.1 * cloud + 0.3 * bell(u - aspect * 0.3, 0.5) * bell(v - shore, 0.2));
  });
  for (const [index, tall, wide] of [
    [0, 0.3, 0.05],
    [1, 0.44, 0.065],
    [2, 0.36, 0.085],
  ] as const) {
    paintRow(pixels, noise, buildRow(seed + index, aspect, shore, tall, wide), index / 2, shore);
  }
  const [towerU, towerTop] = [aspect * 0.6, shore - 0.55];
  layer(pixels, { left: towerU - 0.04, right: towerU + 0.04, top: towerTop, bottom: shore }, (u, v, out) => {
    const wide = mix(0.006, 0.034, smoothstep(towerTop, shore - 0.2, v));
    const floor = (((v * 95) % 1) + 1) % 1;
    blend(
      [0.012, 0.016, 0.03],
      [0.75, 0.62, 0.45],
      floor > 0.55 && Math.sin(Math.floor(v * 95) * 7 + Math.floor(u * 160) * 3) > -0.2 ? 0.75 : 0.04,
      out,
    );
    return clamp((wide - Math.abs(u - towerU)) * pixels.height + 0.5);
  });
  stroke(pixels, [towerU, towerTop], [towerU, towerTop - 0.09], [0.004, 0.0012], [0.02, 0.02, 0.03]);
  glow(pixels, towerU, towerTop - 0.09, 0.004, [3, 0.25, 0.15]);
  const random = createRandom(seed + 9);
  for (let lamp = 0; lamp < 46; lamp += 1) {
    const color = lamps[Math.floor(random() * 4)] ?? [1, 1, 1];
    glow(pixels, random() * aspect, shore - 0.004 - 0.006 * random(), 0.0028, [
      color[0] * 2.4,
      color[1] * 2.1,
      color[2] * 1.7,
    ]);
  }
}

/** A skyline in the blue hour and its lights in the river. */
export const skyline: Scene = {
  aspect: '16:9',
  grade: { contrast: 1.12, saturation: 1.15, warmth: 0.03 },
  paint: (pixels) => {
    paintCity(
      pixels,
      7,
      0.66,
      [
        [0, '#142750'],
        [0.5, '#34528c'],
        [0.8, '#8a7f9e'],
        [1, '#e2a17c'],
      ],
      '#ffb072',
    );
    mirrorInWater(pixels, createNoise(70), {
      shore: 0.66,
      waves: 0.02,
      smear: 0.03,
      depth: [0.01, 0.022, 0.05],
      strength: [0.85, 0.55],
    });
    bloom(pixels, 0.55, 0.03, 0.5);
  },
};

const sparks = ['#ffcf7a', '#ff5f6d', '#6fb7ff', '#ffe9c0', '#c58bff'];

/** Fireworks over the same river on another night. */
export const fireworks: Scene = {
  aspect: '3:2',
  grade: { contrast: 1.1, saturation: 1.15, grain: 0.03 },
  paint: (pixels) => {
    paintCity(
      pixels,
      23,
      0.76,
      [
        [0, '#070a18'],
        [0.7, '#141a36'],
        [1, '#3a2c48'],
      ],
      '#6a4a5c',
    );
    const random = createRandom(99);
    const bursts = [
      [0.42, 0.27, 0.19],
      [0.93, 0.2, 0.24],
      [1.24, 0.4, 0.14],
      [0.7, 0.45, 0.11],
    ] as const;
    bursts.forEach(([u, v, size], burst) => {
      const color = rgb(sparks[burst] ?? '#ffffff');
      glow(pixels, u, v, size * 0.9, color.map((channel) => channel * 0.08) as Rgb);
      for (let ray = 0; ray < 110; ray += 1) {
        const angle = random() * 2 * Math.PI;
        const length = size * Math.sqrt(1 - (random() * 2 - 1) ** 2) * (0.85 + 0.15 * random());
        let previous: [number, number] = [u + Math.cos(angle) * length * 0.25, v + Math.sin(angle) * length * 0.25];
        for (let step = 1; step <= 5; step += 1) {
          const t = 0.25 + (0.75 * step) / 5;
          const next: [number, number] = [
            u + Math.cos(angle) * length * t,
            v + Math.sin(angle) * length * t + size * 0.2 * t * t,
          ];
          stroke(
            pixels,
            previous,
            next,
            [0.0022, 0.0022],
            color.map((channel) => channel * 2.2 * t) as Rgb,
            0.25 + 0.65 * t,
          );
          previous = next;
        }
        glow(pixels, previous[0], previous[1], 0.0026, color.map((channel) => channel * 2.5) as Rgb);
      }
    });
    const noise = createNoise(8);
    layer(pixels, { bottom: 0.7 }, (u, v, out) => {
      add(out, [0.1, 0.085, 0.1], 0.55 * smoothstep(0.05, 0.6, noise.fbm(u * 2 + 4, v * 3, 5)) * bell(v - 0.42, 0.3));
      return 1;
    });
    mirrorInWater(pixels, createNoise(71), {
      shore: 0.76,
      waves: 0.03,
      smear: 0.05,
      depth: [0.006, 0.008, 0.02],
      strength: [0.8, 0.6],
    });
    bloom(pixels, 0.5, 0.025, 0.55);
  },
};
