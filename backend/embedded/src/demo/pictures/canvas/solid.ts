import type { Rgb } from './color.ts';
import { clamp, long } from './math.ts';
import type { Pixels } from './pixels.ts';
import { paint } from './pixels.ts';

/** A room with solid things in it, given by the distance from any point to the nearest surface. */
export interface Solids {
  readonly eye: Rgb;
  readonly target: Rgb;
  readonly zoom: number;
  /** Towards the light; need not have the length 1. */
  readonly light: Rgb;
  /** Smaller makes the edges of shadows softer. */
  readonly hardness: number;
  readonly far: number;
  distance(x: number, y: number, z: number): number;
  /** Writes the colour of a surface point from its light (0 to 1), its openness (0 to 1) and its normal. */
  shade(point: Rgb, normal: Rgb, light: number, openness: number, ray: Rgb, out: Rgb): void;
  /** The colour where nothing is. */
  background(ray: Rgb, out: Rgb): void;
}

/** Draws solids by walking along each ray as far as is safe, again and again. */
export function drawSolids(pixels: Pixels, solids: Solids): void {
  const { eye, target } = solids;
  const forward = normalise([target[0] - eye[0], target[1] - eye[1], target[2] - eye[2]]);
  const right = normalise([forward[2], 0, -forward[0]]);
  const up = cross(forward, right);
  const sun = normalise([...solids.light]);
  const aspect = pixels.width / pixels.height;
  const ray: Rgb = [0, 0, 0];
  const point: Rgb = [0, 0, 0];
  const normal: Rgb = [0, 0, 0];
  const trace = (u: number, v: number, out: Rgb): void => {
    const dx = (u - aspect / 2) / solids.zoom;
    const dy = (0.5 - v) / solids.zoom;
    const length = Math.sqrt(1 + dx * dx + dy * dy);
    for (let axis = 0; axis < 3; axis += 1) {
      ray[axis] = ((forward[axis] ?? 0) + (right[axis] ?? 0) * dx + (up[axis] ?? 0) * dy) / length;
    }
    let travelled = 0;
    for (let step = 0; step < 90; step += 1) {
      const gap = solids.distance(
        eye[0] + ray[0] * travelled,
        eye[1] + ray[1] * travelled,
        eye[2] + ray[2] * travelled,
      );
      travelled += gap;
      if (gap < 0.0006 * travelled || travelled > solids.far) {
        break;
      }
    }
    if (travelled > solids.far) {
      solids.background(ray, out);
      return;
    }
    for (let axis = 0; axis < 3; axis += 1) {
      point[axis] = (eye[axis] ?? 0) + (ray[axis] ?? 0) * travelled;
    }
    findNormal(solids, point, 0.0005 * travelled, normal);
    const facing = normal[0] * sun[0] + normal[1] * sun[1] + normal[2] * sun[2];
    const light = facing > 0 ? facing * findLight(solids, point, normal, sun) : 0;
    solids.shade(point, normal, light, findOpenness(solids, point, normal), ray, out);
  };
  paint(pixels, trace);
  smoothEdges(pixels, trace);
}

const edgeContrast = 0.16;

/** Looks again, four times, where neighbours differ so much that an edge would show steps. */
function smoothEdges(pixels: Pixels, trace: (u: number, v: number, out: Rgb) => void): void {
  const { width, height } = pixels;
  const before = pixels.data.slice();
  const out: Rgb = [0, 0, 0];
  const green = (x: number, y: number): number => Math.sqrt(before[(y * width + x) * 3 + 1] ?? 0);
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const across = Math.abs(green(x - 1, y) - green(x + 1, y));
      const down = Math.abs(green(x, y - 1) - green(x, y + 1));
      if (across + down < edgeContrast) {
        continue;
      }
      const sum: Rgb = [0, 0, 0];
      for (let look = 0; look < 4; look += 1) {
        // A turned square: no two looks share a row or a column.
        const dx = [0.125, 0.625, 0.375, 0.875][look] ?? 0;
        trace((x + dx) / height, (y + 0.125 + look * 0.25) / height, out);
        // Highlights count no more than white, or their edges would stay jagged.
        sum.forEach((value, channel) => {
          sum[channel] = value + Math.min(out[channel] ?? 0, 1.5) / 4;
        });
      }
      pixels.data.set(sum, (y * width + x) * 3);
    }
  }
}

function findNormal(solids: Solids, [x, y, z]: Rgb, step: number, normal: Rgb): void {
  const here = solids.distance(x, y, z);
  normal[0] = solids.distance(x + step, y, z) - here;
  normal[1] = solids.distance(x, y + step, z) - here;
  normal[2] = solids.distance(x, y, z + step) - here;
  normalise(normal);
}

/** How much of a wide lamp is seen from a point: the narrowest gap on the way to it decides. */
function findLight(solids: Solids, point: Rgb, normal: Rgb, sun: Rgb): number {
  let light = 1;
  let travelled = 0.02;
  const x = point[0] + normal[0] * 0.004;
  const y = point[1] + normal[1] * 0.004;
  const z = point[2] + normal[2] * 0.004;
  for (let step = 0; step < 36 && travelled < 7; step += 1) {
    const gap = solids.distance(x + sun[0] * travelled, y + sun[1] * travelled, z + sun[2] * travelled);
    light = Math.min(light, (solids.hardness * gap) / travelled);
    if (light < 0.004) {
      return 0;
    }
    travelled += clamp(gap, 0.015, 0.4);
  }
  return light * light * (3 - 2 * light);
}

/** Corners and undersides see less of the sky. */
function findOpenness(solids: Solids, point: Rgb, normal: Rgb): number {
  let closed = 0;
  let weight = 1;
  for (let step = 1; step <= 4; step += 1) {
    const reach = 0.035 * step * step;
    const gap = solids.distance(
      point[0] + normal[0] * reach,
      point[1] + normal[1] * reach,
      point[2] + normal[2] * reach,
    );
    closed += (Math.max(0, reach - gap) / reach) * weight;
    weight *= 0.7;
  }
  return clamp(1 - closed * 0.36, 0.24);
}

function cross(a: Rgb, b: Rgb): Rgb {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function normalise(vector: Rgb): Rgb {
  const length = long(vector[0], vector[1], vector[2]) || 1;
  vector[0] /= length;
  vector[1] /= length;
  vector[2] /= length;
  return vector;
}
