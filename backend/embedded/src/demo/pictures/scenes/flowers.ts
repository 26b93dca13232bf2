import type { Stops } from '../canvas/color.ts';
import { add, blend, ramp, rgb } from '../canvas/color.ts';
import { bell, clamp, long, mix, smoothstep } from '../canvas/math.ts';
import { createNoise, createScatter, scatter } from '../canvas/noise.ts';
import { blur } from '../canvas/blur.ts';
import type { Bounds, Pixels } from '../canvas/pixels.ts';
import { layer, paint } from '../canvas/pixels.ts';
import type { Scene } from '../scene.ts';

interface Rosette {
  readonly seed: number;
  readonly centre: readonly [u: number, v: number];
  readonly count: number;
  readonly spread: number;
  /** Length and width of an outer petal. */
  readonly petal: readonly [length: number, width: number];
  /** Colours of a petal from its foot to its tip. */
  readonly colors: Stops;
  readonly edge: string;
  readonly edgeStrength: number;
  readonly pointed: number;
  readonly backdrop: readonly [string, string];
}

/** Leaves or petals in the spiral that plants use: each turned by the golden angle. */
export function paintRosette(pixels: Pixels, options: Rosette): void {
  const noise = createNoise(options.seed);
  const [cu, cv] = options.centre;
  const [dark, light] = options.backdrop.map((hex) => rgb(hex));
  paint(pixels, (u, v, out) => {
    const leafy = noise.fbm(u * 3, v * 3, 3) + 0.35 * noise.at(u * 9, v * 9);
    blend(dark ?? [0, 0, 0], light ?? [0, 0, 0], clamp(0.4 + leafy * 0.7 + 0.3 * (0.5 - v)), out);
  });
  blur(pixels, 0.02);
  const color = ramp(...options.colors);
  const edge = rgb(options.edge);
  for (let index = options.count; index >= 0; index -= 1) {
    const t = index / options.count;
    const angle = index * 2.39996 + 0.16 * noise.at(index * 0.7, 3);
    const distance = options.spread * Math.sqrt(t) * (1 + 0.05 * noise.at(index * 0.7, 8));
    const length = options.petal[0] * mix(0.28, 1, t ** 0.7) * (1 + 0.16 * noise.at(index * 0.9, 5));
    const width = options.petal[1] * mix(0.34, 1, t ** 0.7) * (1 + 0.18 * noise.at(index * 0.8, 15));
    const [ca, sa] = [Math.cos(angle), Math.sin(angle)];
    // A petal begins nearer the middle than where it is seen.
    const foot = distance - length * 0.55;
    const [fu, fv] = [cu + ca * foot, cv + sa * foot * 0.94];
    const facing = 0.5 - 0.5 * (ca * 0.6 + sa * 0.8);
    const bend = 0.16 * noise.at(index * 0.83, 31);
    const tone = 1 + 0.22 * noise.at(index * 0.77, 21);
    const bounds = findBounds(fu, fv, ca * length * 1.12, sa * length * 1.12, width * 0.75);
    layer(pixels, bounds, (u, v, out) => {
      const dx = u - fu;
      const dy = (v - fv) / 0.94;
      const along = (dx * ca + dy * sa) / length;
      const across = (dy * ca - dx * sa) / width + bend * along * along;
      if (along < 0 || along > 1.12 || across > 0.75 || across < -0.75) {
        return 0;
      }
      const shape =
        Math.sin(Math.PI * clamp(along) ** mix(0.62, 0.82, options.pointed)) ** mix(0.55, 0.9, options.pointed);
      const inside = shape * 0.5 - Math.abs(across);
      const cover = along < 1 ? clamp(inside * width * pixels.height + 0.5) : 0;
      if (cover <= 0) {
        // What lies below a petal is in its shadow.
        const under = smoothstep(-0.24, 0, inside) * smoothstep(1.12, 0.8, along);
        add(out, out, -0.5 * under);
        return under > 0 ? 1 : 0;
      }
      const crease = bell(across, 0.09) * 0.16 * (1 - along);
      const veins = 0.05 * noise.at(across * 16 + index, along * 2.5);
      const curl = across * (sa * 0.6 - ca * 0.8) * 0.75;
      const bowlLight = 0.62 + 0.34 * along + 0.24 * (facing - 0.5) + curl - crease + veins;
      color(clamp(along + 0.12 * noise.at(index, 1) - 0.1 * t), out);
      add(out, out, bowlLight * tone - 1 - 0.5 * smoothstep(0.55, 0.1, along) * t ** 0.3);
      blend(
        out,
        edge,
        options.edgeStrength * smoothstep(0.11, 0.01, inside / Math.max(shape, 0.2)) * smoothstep(0.3, 0.8, along),
        out,
      );
      add(out, edge, 0.12 * bell(along - 0.86, 0.09) * options.edgeStrength);
      return cover;
    });
  }
}

/** The box around a petal that lies in any direction. */
function findBounds(u: number, v: number, toU: number, toV: number, room: number): Required<Bounds> {
  return {
    left: Math.min(u, u + toU) - room,
    right: Math.max(u, u + toU) + room,
    top: Math.min(v, v + toV) - room,
    bottom: Math.max(v, v + toV) + room,
  };
}

/** A dahlia in full bloom. */
export const dahlia: Scene = {
  aspect: '1:1',
  detail: 1000,
  grade: { contrast: 1.14, saturation: 1.05, vignette: 0.35 },
  paint: (pixels) =>
    paintRosette(pixels, {
      seed: 2,
      centre: [0.5, 0.52],
      count: 190,
      spread: 0.4,
      petal: [0.22, 0.115],
      pointed: 0.5,
      colors: [
        [0, '#6b0f2e'],
        [0.45, '#d8364f'],
        [0.8, '#f47a72'],
        [1, '#ffc0a2'],
      ],
      edge: '#ffd9c4',
      edgeStrength: 0.3,
      backdrop: ['#0c1a10', '#37532c'],
    }),
};

/** A succulent, seen from above. */
export const succulent: Scene = {
  aspect: '4:5',
  detail: 1000,
  grade: { contrast: 1.12, saturation: 0.95, vignette: 0.35, fade: 0.02 },
  paint: (pixels) =>
    paintRosette(pixels, {
      seed: 8,
      centre: [0.42, 0.5],
      count: 58,
      spread: 0.4,
      petal: [0.34, 0.24],
      pointed: 0.15,
      colors: [
        [0, '#2f5a4e'],
        [0.5, '#6f9f8c'],
        [0.85, '#a9c7b4'],
        [1, '#d9a7a0'],
      ],
      edge: '#d98a8c',
      edgeStrength: 0.55,
      backdrop: ['#15130f', '#4a3f33'],
    }),
};

/** A leaf against the light. */
export const backlitLeaf: Scene = {
  aspect: '3:2',
  grade: { contrast: 1.12, saturation: 1.1, vignette: 0.45 },
  paint: (pixels) => {
    const noise = createNoise(64);
    const found = createScatter();
    const glow = ramp([0, '#173c08'], [0.35, '#3d7a12'], [0.65, '#86b322'], [0.88, '#cfdc55'], [1, '#f4f2a0']);
    paint(pixels, (u, v, out) => {
      const [bu, bv] = [u + 0.012 * noise.at(u * 4, v * 4), v + 0.012 * noise.at(u * 4 + 5, v * 4)];
      // The middle rib runs from the lower left to the upper right and bends a little.
      const along = (bu - 0.1) * 0.93 - (bv - 0.86) * 0.42;
      const off = (bu - 0.1) * 0.42 + (bv - 0.86) * 0.93 + 0.1 * along * (1.2 - along);
      const side = Math.abs(off);
      const lean = along - side * 0.75 - 0.25 * side * side;
      const spacing = 0.155;
      const phase = ((((lean + (off > 0 ? 0.06 : 0)) / spacing) % 1) + 1) % 1;
      const rib = Math.min(phase, 1 - phase) * spacing;
      const thin = mix(1, 0.4, clamp(side * 1.6));
      const net = scatter(noise, bu * 21 + 3, bv * 21, found);
      const mesh = smoothstep(0.13, 0.02, net.second - net.nearest);
      const fine = scatter(noise, bu * 62, bv * 62 + 7, found);
      const fineMesh = smoothstep(0.2, 0.04, fine.second - fine.nearest);
      const tone =
        0.56 +
        0.3 * noise.fbm(u * 1.6, v * 1.6, 3) -
        0.16 * bell(phase - 0.5, 0.5) +
        0.22 * bell(long(u - 1.05, v - 0.35), 0.5);
      const ribs = bell(rib, 0.0055 * thin + 0.0012);
      const main = bell(side, mix(0.017, 0.006, clamp(along / 1.5)));
      const pillow = 0.1 * (0.5 - net.nearest);
      glow(
        clamp(
          tone + pillow - 0.17 * bell(rib, 0.02) * (1 - ribs) - 0.1 * fineMesh + 0.13 * mesh + 0.42 * ribs + 0.5 * main,
        ),
        out,
      );
      add(out, out, 0.12 * noise.at(u * 120, v * 120) - 0.35 * bell(side - 0.02, 0.01) * (1 - main));
    });
  },
};
