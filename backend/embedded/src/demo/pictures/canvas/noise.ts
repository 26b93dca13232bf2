import { long } from './math.ts';
/** A source of reproducible random numbers from 0 to 1. */
export type Random = () => number;

/** Creates a source of random numbers: the same seed, the same picture. */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Smooth noise in the plane, about -1 to 1, and sums of it. */
export interface Noise {
  at(x: number, y: number): number;
  /** Octaves of noise, each half as large and twice as fine: clouds, ground, bark. */
  fbm(x: number, y: number, octaves: number): number;
  /** Sharp crests from 0 to 1: mountains, veins of marble. */
  ridged(x: number, y: number, octaves: number): number;
  /** A random number from 0 to 1 that belongs to a cell of the integer grid. */
  cell(x: number, y: number): number;
}

const directions = 32;

/** Creates gradient noise from a seed. */
export function createNoise(seed: number): Noise {
  const random = createRandom(seed);
  const table = new Uint8Array(512);
  const order = Array.from({ length: 256 }, (_, index) => ({ index, key: random() })).toSorted((a, b) => a.key - b.key);
  for (let index = 0; index < 512; index += 1) {
    table[index] = order[index & 255]?.index ?? 0;
  }
  const gradientX = new Float64Array(256);
  const gradientY = new Float64Array(256);
  for (let index = 0; index < 256; index += 1) {
    gradientX[index] = Math.cos(((index % directions) / directions) * 2 * Math.PI) * 1.5;
    gradientY[index] = Math.sin(((index % directions) / directions) * 2 * Math.PI) * 1.5;
  }

  const corner = (ix: number, iy: number, dx: number, dy: number): number => {
    const hash = table[(table[ix & 255] ?? 0) + (iy & 255)] ?? 0;
    return (gradientX[hash] ?? 0) * dx + (gradientY[hash] ?? 0) * dy;
  };
  const at = (x: number, y: number): number => {
    const ix = Math.floor(x);
    const iy = Math.floor(y);
    const dx = x - ix;
    const dy = y - iy;
    const sx = dx * dx * dx * (dx * (dx * 6 - 15) + 10);
    const sy = dy * dy * dy * (dy * (dy * 6 - 15) + 10);
    const top = corner(ix, iy, dx, dy);
    const bottom = corner(ix, iy + 1, dx, dy - 1);
    const upper = top + (corner(ix + 1, iy, dx - 1, dy) - top) * sx;
    const lower = bottom + (corner(ix + 1, iy + 1, dx - 1, dy - 1) - bottom) * sx;
    return upper + (lower - upper) * sy;
  };
  const fbm = (x: number, y: number, octaves: number): number => {
    let sum = 0;
    let size = 0.55;
    let fx = x;
    let fy = y;
    for (let octave = 0; octave < octaves; octave += 1) {
      sum += at(fx, fy) * size;
      size *= 0.5;
      // Turned a little at each octave, so that no grid shows through.
      const next = fx * 1.62 - fy * 1.21 + 17.3;
      fy = fx * 1.21 + fy * 1.62 + 9.1;
      fx = next;
    }
    return sum;
  };
  const ridged = (x: number, y: number, octaves: number): number => {
    let sum = 0;
    let size = 0.5;
    let weight = 1;
    let fx = x;
    let fy = y;
    for (let octave = 0; octave < octaves; octave += 1) {
      const crest = 1 - Math.abs(at(fx, fy));
      weight = crest * crest * weight;
      sum += weight * size;
      size *= 0.5;
      const next = fx * 1.62 - fy * 1.21 + 5.7;
      fy = fx * 1.21 + fy * 1.62 + 3.9;
      fx = next;
    }
    return sum;
  };
  const cell = (x: number, y: number): number => (table[(table[x & 255] ?? 0) + (y & 255)] ?? 0) / 255;
  return { at, fbm, ridged, cell };
}

/** The nearest points of a random scatter, one point per cell of the grid. */
export interface Scatter {
  nearest: number;
  second: number;
  id: number;
  x: number;
  y: number;
}

/** Finds the two nearest scattered points: cells of a leaf, pebbles, cracked ice. */
export function scatter(noise: Noise, x: number, y: number, found: Scatter): Scatter {
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  found.nearest = 9;
  found.second = 9;
  for (let cy = iy - 1; cy <= iy + 1; cy += 1) {
    for (let cx = ix - 1; cx <= ix + 1; cx += 1) {
      const px = cx + 0.1 + 0.8 * noise.cell(cx, cy);
      const py = cy + 0.1 + 0.8 * noise.cell(cx + 71, cy + 37);
      const distance = long(px - x, py - y);
      if (distance < found.nearest) {
        found.second = found.nearest;
        found.nearest = distance;
        found.id = noise.cell(cx + 13, cy + 91);
        found.x = px;
        found.y = py;
      } else if (distance < found.second) {
        found.second = distance;
      }
    }
  }
  return found;
}

/** A place to put the answer of scatter(), so that no pixel allocates memory. */
export function createScatter(): Scatter {
  return { nearest: 0, second: 0, id: 0, x: 0, y: 0 };
}
