import { clamp } from './math.ts';

/** Red, green and blue in linear light; 1 is paper white, lamps and the sun are brighter. */
export type Rgb = [number, number, number];

/** Reads a colour as designers write it, "#rrggbb", into linear light. */
export function rgb(hex: string, strength = 1): Rgb {
  const channel = (start: number): number => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return strength * (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  };
  return [channel(1), channel(3), channel(5)];
}

/** Writes the mixture of two colours into out, which may be one of them. */
export function blend(a: Rgb, b: Rgb, t: number, out: Rgb): void {
  out[0] = a[0] + (b[0] - a[0]) * t;
  out[1] = a[1] + (b[1] - a[1]) * t;
  out[2] = a[2] + (b[2] - a[2]) * t;
}

/** Adds a colour times a factor to out: light upon light. */
export function add(out: Rgb, a: Rgb, factor: number): void {
  out[0] += a[0] * factor;
  out[1] += a[1] * factor;
  out[2] += a[2] * factor;
}

/** Where the colours of a gradient stand, in rising order, from 0 to 1; a third number makes one brighter. */
export type Stops = readonly (readonly [position: number, hex: string, strength?: number])[];

/** A gradient through several colours. */
export type Ramp = (position: number, out: Rgb) => void;

const steps = 512;

/** Builds a gradient from stops in rising order; it is looked up, never computed, per pixel. */
export function ramp(...stops: Stops): Ramp {
  const colors = stops.map(([position, hex, strength]) => ({ position, color: rgb(hex, strength) }));
  const table = new Float32Array((steps + 1) * 3);
  const color: Rgb = [0, 0, 0];
  for (let step = 0; step <= steps; step += 1) {
    const position = step / steps;
    const after = colors.find((stop) => stop.position >= position) ?? colors.at(-1);
    const before = colors.findLast((stop) => stop.position <= position) ?? colors[0];
    if (before && after) {
      const gap = after.position - before.position;
      const t = gap > 0 ? (position - before.position) / gap : 0;
      blend(before.color, after.color, t * t * (3 - 2 * t) * 0.5 + t * 0.5, color);
    }
    table.set(color, step * 3);
  }
  return (position, out) => {
    const exact = clamp(position) * steps;
    const index = Math.min(Math.floor(exact), steps - 1);
    const t = exact - index;
    for (let channel = 0; channel < 3; channel += 1) {
      const low = table[index * 3 + channel] ?? 0;
      out[channel] = low + ((table[index * 3 + 3 + channel] ?? 0) - low) * t;
    }
  };
}
