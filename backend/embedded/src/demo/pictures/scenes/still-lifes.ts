import type { Rgb } from '../canvas/color.ts';
import { add, blend, rgb } from '../canvas/color.ts';
import { clamp, long, mix, smoothstep } from '../canvas/math.ts';
import { createNoise } from '../canvas/noise.ts';
import { drawSolids } from '../canvas/solid.ts';
import type { Scene } from '../scene.ts';

/** A bowl: a hollow ball cut open, rounded at its rim. */
function bowl(x: number, y: number, z: number, radius: number, open: number): number {
  const flat = long(x, z);
  const cut = radius * open;
  const rim = Math.sqrt(radius * radius - cut * cut);
  const shell = y < cut ? Math.abs(long(flat, y) - radius) : long(flat - rim, y - cut);
  return shell - 0.028;
}

/** The radius of the vase at a height: belly, neck, lip. */
function vaseRadius(y: number): number {
  const belly = 0.36 * Math.exp(-(((y - 0.42) / 0.42) ** 2));
  return 0.075 + belly + 0.05 * smoothstep(1.08, 1.3, y);
}

function vase(x: number, y: number, z: number): number {
  const flat = long(x, z);
  // Far from it, a rough answer will do.
  if (flat > 0.8 || y > 1.7) {
    return Math.max(flat - 0.6, y - 1.4);
  }
  const radius = vaseRadius(clamp(y, 0, 1.28));
  const closed = Math.max((flat - radius) * 0.72, y - 1.28, -y);
  return y > 0.9 ? Math.max(closed, (radius - 0.03 - flat) * 0.72) : closed;
}

/** Ceramics on a table by a window. */
export const ceramics: Scene = {
  aspect: '4:5',
  detail: 900,
  grade: { contrast: 1.12, saturation: 1.0, vignette: 0.35, fade: 0.03, grain: 0.02 },
  paint: (pixels) => {
    const noise = createNoise(14);
    const [wall, table] = [rgb('#c9b8a2'), rgb('#d9cab2')];
    const [cream, teal, rust, pear] = [rgb('#eee4d2'), rgb('#3e6a6c'), rgb('#a9532f'), rgb('#b9a23a')];
    const fruit = (x: number, y: number, z: number): number => {
      const px = x - 0.02 - 0.1 * clamp(y - 0.2);
      const pz = z + 0.62;
      const round = long(px, y - 0.17, pz) - 0.17;
      if (round > 0.5) {
        return round - 0.3;
      }
      const top = long(px, (y - 0.36) * 0.85, pz) - 0.088;
      const soft = clamp(0.5 + (0.5 * (top - round)) / 0.12);
      const body = top + (round - top) * soft - 0.12 * soft * (1 - soft);
      const stalk = Math.max(long(px - 0.24 * (y - 0.4), pz) - 0.012, y - 0.54, 0.4 - y);
      return Math.min(body, stalk) * 0.9;
    };
    const jar = (x: number, y: number, z: number): number => vase(x + 0.42, y, z - 0.25);
    const largeBowl = (x: number, y: number, z: number): number => bowl(x - 0.5, y - 0.36, z - 0.02, 0.39, 0.28);
    const smallBowl = (x: number, y: number, z: number): number => bowl(x + 0.48, y - 0.2, z + 0.5, 0.22, 0.12);
    const room = (y: number, z: number): number => Math.min(y, 1.35 - z);
    drawSolids(pixels, {
      eye: [0.05, 1.25, -3.6],
      target: [0.02, 0.56, 0.2],
      zoom: 1.62,
      light: [-1.5, 1.15, -0.55],
      hardness: 7,
      far: 9,
      distance: (x, y, z) => Math.min(jar(x, y, z), largeBowl(x, y, z), smallBowl(x, y, z), fruit(x, y, z), room(y, z)),
      background: (_, out) => blend(wall, wall, 0, out),
      shade: ([x, y, z], normal, light, openness, ray, out) => {
        const gaps = [jar(x, y, z), largeBowl(x, y, z), smallBowl(x, y, z), fruit(x, y, z), room(y, z)];
        const which = gaps.indexOf(Math.min(...gaps));
        const speck = noise.cell(Math.floor((x + y * 0.3) * 90), Math.floor((z + y) * 90)) > 0.955 ? 0.55 : 0;
        let gloss = 0.25;
        if (which === 4) {
          const plaster = noise.fbm(x * 2.2, y * 2.2 + z * 2, 5);
          const weave = y < 0.01 ? 0.05 * (Math.sin(x * 260) + Math.sin(z * 260)) : 0;
          blend(wall, table, y < 0.01 ? 1 : 0, out);
          add(out, out, plaster * 0.13 + weave);
          gloss = 0;
        } else if (which === 3) {
          blend(
            pear,
            rgb('#a4532c'),
            clamp(smoothstep(-0.1, 0.6, noise.fbm(x * 5, y * 5, 3)) * 0.5 + 0.4 * smoothstep(0.1, -0.15, x)),
            out,
          );
          add(out, out, 0.25 * noise.at(x * 70, y * 70) - (y > 0.43 ? 0.7 : 0));
        } else {
          const glaze = which === 0 ? teal : which === 1 ? cream : rust;
          const dip = which === 1 ? smoothstep(0.3, 0.28, y + 0.025 * noise.at(x * 4, z * 4)) : 0;
          blend(glaze, rgb('#8a6a4c'), dip, out);
          add(
            out,
            out,
            0.12 * noise.fbm(x * 4 + y * 3, y * 9 + z * 4, 3) - (dip > 0 ? 0 : speck * (which === 0 ? 0.4 : 1)),
          );
          gloss = which === 0 ? 0.5 : 0.3;
        }
        const sky = 0.5 + 0.5 * normal[1];
        const window = smoothstep(-2.2, 1.4, -x) * 0.5 + 0.5;
        const warm: Rgb = [1.25 * light * window, 1.08 * light * window, 0.86 * light * window];
        const fill = openness * (0.2 + 0.16 * sky) * mix(0.8, 1.1, window);
        // The highlight is the window itself, seen in the glaze.
        const mirror = ray[0] * normal[0] + ray[1] * normal[1] + ray[2] * normal[2];
        const [rx, ry, rz] = [
          ray[0] - 2 * mirror * normal[0],
          ray[1] - 2 * mirror * normal[1],
          ray[2] - 2 * mirror * normal[2],
        ];
        const pane = smoothstep(0.84, 0.97, (-1.5 * rx + 1.15 * ry - 0.55 * rz) / 1.97);
        out[0] *= warm[0] + fill * 0.92;
        out[1] *= warm[1] + fill * 1.0;
        out[2] *= warm[2] + fill * 1.14;
        add(out, [1, 0.97, 0.9], gloss * pane * (light > 0.05 ? 1 : 0.2) + gloss * 0.25 * (1 + mirror) ** 4);
      },
    });
  },
};

/** Paper, balls and an arch: geometry in one colour. */
export const paperGeometry: Scene = {
  aspect: '1:1',
  detail: 850,
  grade: { contrast: 1.1, saturation: 1.0, vignette: 0.25, fade: 0.03 },
  paint: (pixels) => {
    const noise = createNoise(19);
    const [coral, peach, sage, sand] = [rgb('#e2775c'), rgb('#f1b79c'), rgb('#7f9a86'), rgb('#f0d9bf')];
    const arch = (x: number, y: number, z: number): number => {
      const outer = y < 0.62 ? Math.abs(x) - 0.46 : long(x, y - 0.62) - 0.46;
      const inner = y < 0.62 ? Math.abs(x) - 0.24 : long(x, y - 0.62) - 0.24;
      return Math.max(outer, -inner, Math.abs(z) - 0.14) - 0.015;
    };
    const parts = [
      (x: number, y: number, z: number) => arch(x + 0.35, y, z - 0.3),
      (x: number, y: number, z: number) => long(x - 0.38, y - 0.3, z + 0.05) - 0.3,
      (x: number, y: number, z: number) => Math.max(long(x - 0.72, z - 0.62) - 0.24, Math.abs(y - 0.5) - 0.5) - 0.015,
      (x: number, y: number, z: number) => long(x + 0.35, y - 0.2, z + 0.42) - 0.15,
      (x: number, y: number, z: number) =>
        Math.max(Math.abs(x + 0.36) - 0.52, Math.abs(z - 0.02) - 0.66, y - 0.045) - 0.01,
      (_: number, y: number, z: number) => Math.min(y, 1.5 - z),
    ] as const;
    const [gate, ball, pillar, pearl, plinth, room] = parts;
    const colors = [peach, coral, sage, sand, rgb('#e9c3a6'), rgb('#f3cdb6')];
    drawSolids(pixels, {
      eye: [0.25, 1.25, -4.2],
      target: [0.08, 0.58, 0.2],
      zoom: 2.05,
      light: [1.3, 1.55, -1.05],
      hardness: 22,
      far: 9,
      distance: (x, y, z) =>
        Math.min(gate(x, y, z), ball(x, y, z), pillar(x, y, z), pearl(x, y, z), plinth(x, y, z), room(x, y, z)),
      background: (_, out) => blend(peach, peach, 0, out),
      shade: ([x, y, z], normal, light, openness, _ray, out) => {
        const gaps = parts.map((part) => part(x, y, z));
        const color = colors[gaps.indexOf(Math.min(...gaps))] ?? peach;
        blend(color, color, 0, out);
        const fibre = 0.07 * noise.at(x * 60 + z * 20, y * 60 + z * 40) + 0.05 * noise.fbm(x * 6, y * 6 + z * 6, 3);
        const fill = openness * (0.3 + 0.12 * normal[1]);
        out[0] *= (light * 0.92 + fill * 1.05) * (1 + fibre);
        out[1] *= (light * 0.88 + fill * 0.92) * (1 + fibre);
        out[2] *= (light * 0.8 + fill * 0.95) * (1 + fibre);
      },
    });
  },
};
