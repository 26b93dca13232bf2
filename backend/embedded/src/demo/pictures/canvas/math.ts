/** Keeps a value between two bounds. */
export function clamp(value: number, low = 0, high = 1): number {
  return value < low ? low : value > high ? high : value;
}

/** Goes from a to b while t goes from 0 to 1. */
export function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}

/** Rises softly from 0 at one edge to 1 at the other; the edges may be given in either order. */
export function smoothstep(from: number, to: number, value: number): number {
  const t = clamp((value - from) / (to - from));
  return t * t * (3 - 2 * t);
}

/** A bell curve with its peak of 1 at zero. */
export function bell(distance: number, width: number): number {
  const t = distance / width;
  return Math.exp(-t * t);
}

/** The length of a vector; Math.hypot guards against overflow and is ten times slower. */
export function long(x: number, y: number, z = 0): number {
  return Math.sqrt(x * x + y * y + z * z);
}
