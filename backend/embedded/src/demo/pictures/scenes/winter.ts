import { add, blend, ramp, rgb } from '../canvas/color.ts';
import { bell, clamp, long, smoothstep } from '../canvas/math.ts';
import { createNoise, createRandom } from '../canvas/noise.ts';
import { bloom } from '../canvas/blur.ts';
import { layer, paint } from '../canvas/pixels.ts';
import { growTree } from '../canvas/strokes.ts';
import { drawTerrain } from '../canvas/terrain.ts';
import type { Scene } from '../scene.ts';

/** One tree in a field of snow, late in the afternoon. */
export const snowField: Scene = {
  aspect: '3:2',
  grade: { contrast: 1.08, saturation: 1.0, vignette: 0.2 },
  paint: (pixels) => {
    const noise = createNoise(15);
    const horizon = 0.56;
    const sky = ramp([0, '#9db7d3'], [0.5, '#ccd5df'], [0.8, '#efdccd'], [1, '#f8e1c8']);
    const [lit, shade, haze] = [rgb('#fff3e2'), rgb('#7391c2'), rgb('#f3e2d4')];
    paint(pixels, (u, v, out) => {
      sky(v / horizon, out);
      add(out, rgb('#ffe0b8'), 0.4 * bell(long(u - 1.42, v - 0.5), 0.4));
      add(out, out, 0.05 * noise.fbm(u * 1.2, v * 8, 4));
    });
    const far = (u: number): number => horizon - 0.035 - 0.03 * noise.fbm(u * 1.6, 4, 4);
    layer(pixels, { top: 0.4, bottom: horizon + 0.06 }, (u, v, out) => {
      const trees = 0.012 * Math.max(0, noise.fbm(u * 60, 9, 3)) + 0.006 * noise.at(u * 9, 2);
      const depth = v - far(u) + trees;
      blend(rgb('#9fb0c6'), haze, smoothstep(0, 0.06, depth), out);
      return clamp(depth * pixels.height + 0.5) * 0.8;
    });
    const height = (x: number, z: number): number =>
      0.42 * noise.at(x * 0.16, z * 0.16) +
      0.13 * noise.at(x * 0.5 + 3, z * 0.5) +
      0.02 * noise.fbm(x * 2.2, z * 3.4, 2);
    const [treeX, treeZ] = [-0.9, 6.4];
    drawTerrain(pixels, {
      horizon,
      eyeHeight: 1.15,
      zoom: 1.2,
      far: 40,
      near: 0.8,
      height,
      shade: (x, z, distance, out) => {
        const step = 0.01 * distance;
        const here = height(x, z);
        const [sx, sz] = [(height(x + step, z) - here) / step, (height(x, z + step) - here) / step];
        const crust = noise.fbm(x * 7 + z, z * 12, 3) * smoothstep(9, 2, distance);
        const light = clamp(0.5 + sx * 1.7 - sz * 0.3 + 0.1 * crust);
        // The tree stands left of the middle, the sun is low on the right: its shadow runs to the left.
        const along = (treeX - x) * 0.45 + (treeZ - z) * 0.89;
        const across = (treeZ - z) * 0.45 - (treeX - x) * 0.89;
        const stem =
          bell(across, 0.05 + Math.max(0, along) * 0.012) * smoothstep(-0.05, 0.1, along) * smoothstep(5, 1, along);
        const crown =
          bell(along - 2.3, 1) * bell(across, 0.75) * smoothstep(-0.15, 0.3, noise.fbm(across * 7 + 3, along * 1.6, 4));
        blend(shade, lit, (0.4 + 0.6 * smoothstep(0.1, 0.85, light)) * (1 - clamp(stem * 0.9 + crown * 0.85)), out);
        const glint = noise.cell(Math.floor(x * 160), Math.floor(z * 120));
        add(out, [1, 1, 1], glint > 0.985 ? 0.5 * light * smoothstep(7, 2, distance) : 0);
        blend(out, haze, smoothstep(5, 36, distance) * 0.9, out);
      },
    });
    const foot: [number, number] = [
      0.75 + (1.2 * treeX) / treeZ,
      horizon + (1.2 * (1.15 - height(treeX, treeZ))) / treeZ,
    ];
    growTree(pixels, createRandom(812), foot, 0.52, [0.035, 0.03, 0.035]);
    bloom(pixels, 0.85, 0.06, 0.2);
  },
};
