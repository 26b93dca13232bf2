import type { Rgb } from './color.ts';
import type { Pixels } from './pixels.ts';

/** A landscape seen from above the ground. */
export interface Terrain {
  /** Where the horizon is, in heights of the picture from its top. */
  readonly horizon: number;
  readonly eyeHeight: number;
  /** Larger brings everything nearer, like a longer lens. */
  readonly zoom: number;
  readonly far: number;
  readonly near?: number;
  height(x: number, z: number): number;
  /** Writes the colour of the ground at a point. */
  shade(x: number, z: number, distance: number, out: Rgb): void;
}

/**
 * Draws ground over the sky. Going up a column, the ground that is seen only gets farther away, so each pixel goes on
 * where the one below it stopped.
 */
export function drawTerrain(pixels: Pixels, terrain: Terrain): void {
  const { width, height, data } = pixels;
  const out: Rgb = [0, 0, 0];
  for (let column = 0; column < width; column += 1) {
    const side = ((column + 0.5) / height - width / height / 2) / terrain.zoom;
    let z = terrain.near ?? 0.3;
    for (let row = height - 1; row >= 0 && z < terrain.far; row -= 1) {
      const slope = (terrain.horizon - (row + 0.5) / height) / terrain.zoom;
      let gap = terrain.eyeHeight + slope * z - terrain.height(side * z, z);
      let before = z;
      while (gap > 0 && z < terrain.far) {
        before = z;
        z += Math.max(0.012 * z, gap * 0.35);
        gap = terrain.eyeHeight + slope * z - terrain.height(side * z, z);
      }
      if (z >= terrain.far) {
        break;
      }
      // Halving finds the near side of a crest; a straight line between both ends would often land behind it.
      for (let halving = 0; halving < 4 && z > before; halving += 1) {
        const middle = (before + z) / 2;
        if (terrain.eyeHeight + slope * middle > terrain.height(side * middle, middle)) {
          before = middle;
        } else {
          z = middle;
        }
      }
      terrain.shade(side * z, z, z, out);
      data.set(out, (row * width + column) * 3);
    }
  }
}
