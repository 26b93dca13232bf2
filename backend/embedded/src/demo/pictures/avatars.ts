import { blend, rgb } from './canvas/color.ts';
import { smoothstep } from './canvas/math.ts';
import { createNoise } from './canvas/noise.ts';
import type { Pixels } from './canvas/pixels.ts';
import { paint } from './canvas/pixels.ts';
import type { Recipe } from './recipe.ts';
import { scatterStars } from './scenes/night.ts';
import { createRandom } from './canvas/noise.ts';
import { paintRosette } from './scenes/flowers.ts';
import { paintMoon } from './scenes/moons.ts';
import { paintRanges } from './scenes/mountains.ts';
import { paintPaperCuts } from './scenes/walls.ts';

/** An avatar is a picture without a camera behind it. */
export type AvatarRecipe = Omit<Recipe, 'exif'> & { readonly exif?: undefined };

const detail = 512;

function square(name: string, alt: string, paintScene: (pixels: Pixels) => void): AvatarRecipe {
  return { name, alt, scene: { aspect: '1:1', detail, grade: { vignette: 0.15, grain: 0.014 }, paint: paintScene } };
}

/** Small square pictures for profiles. */
export const avatarRecipes: readonly AvatarRecipe[] = [
  square('marigold', 'A yellow flower', (pixels) =>
    paintRosette(pixels, {
      seed: 12,
      centre: [0.5, 0.5],
      count: 120,
      spread: 0.44,
      petal: [0.3, 0.17],
      pointed: 0.1,
      colors: [
        [0, '#8a3d06'],
        [0.45, '#e8900f'],
        [0.8, '#f9bf2e'],
        [1, '#ffe38a'],
      ],
      edge: '#fff0b8',
      edgeStrength: 0.25,
      backdrop: ['#10221a', '#2f5a3c'],
    }),
  ),
  square('violet-rosette', 'A violet succulent', (pixels) =>
    paintRosette(pixels, {
      seed: 31,
      centre: [0.46, 0.54],
      count: 44,
      spread: 0.5,
      petal: [0.42, 0.29],
      pointed: 0.2,
      colors: [
        [0, '#2c2148'],
        [0.5, '#6a5a92'],
        [0.85, '#a89ac4'],
        [1, '#e3b4c4'],
      ],
      edge: '#e79ab4',
      edgeStrength: 0.5,
      backdrop: ['#120f1a', '#3a3344'],
    }),
  ),
  square('moon', 'The full moon', (pixels) => {
    paint(pixels, (_, v, out) => blend(rgb('#0c1530'), rgb('#2c3763'), v, out));
    scatterStars(pixels, createRandom(5), 160, () => 0.6);
    paintMoon(pixels, createNoise(9), 0.5, 0.5, 0.36, rgb('#fff0d2', 1.1));
  }),
  square('rose-morning', 'Rose-coloured mountain ridges in the morning', (pixels) =>
    paintRanges(pixels, {
      seed: 8,
      count: 5,
      horizon: 0.55,
      relief: 0.22,
      treesFrom: 9,
      sky: [
        [0, '#f2d9b8'],
        [0.6, '#f6c29a'],
        [1, '#f2a07e'],
      ],
      sun: { u: 0.62, v: 0.34, color: '#e5452f', spread: 0.1 },
      far: '#d98a76',
      near: '#3a1f33',
      haze: '#efb391',
    }),
  ),
  square('blue-morning', 'Blue mountains in the morning', (pixels) =>
    paintRanges(pixels, {
      seed: 14,
      count: 5,
      horizon: 0.42,
      relief: 0.24,
      treesFrom: 3,
      sky: [
        [0, '#a9cbd6'],
        [0.6, '#d7e4de'],
        [1, '#f2ecd8'],
      ],
      far: '#9fc0c6',
      near: '#0f2d33',
      haze: '#dbe6df',
    }),
  ),
  square('paper-night', 'Layers of dark blue paper', (pixels) =>
    paintPaperCuts(pixels, {
      seed: 77,
      levels: 7,
      scale: 2.1,
      colors: [
        [0, '#f4c76a'],
        [0.3, '#e07a5a'],
        [0.5, '#8d3f66'],
        [0.75, '#3c2a63'],
        [1, '#171638'],
      ],
    }),
  ),
  square('paper-garden', 'Layers of green and pink paper', (pixels) =>
    paintPaperCuts(pixels, {
      seed: 52,
      levels: 7,
      scale: 1.9,
      colors: [
        [0, '#f6e9dc'],
        [0.35, '#f2b8b0'],
        [0.55, '#dd7f86'],
        [0.78, '#5f8f74'],
        [1, '#2f5a4c'],
      ],
    }),
  ),
  square('lemon', 'A slice of lemon', (pixels) => {
    const noise = createNoise(20);
    const [table, rind, pith, pulp, deep] = ['#2f6f74', '#f2b705', '#fdf4d0', '#fbd94a', '#eeb51c'].map((hex) =>
      rgb(hex),
    );
    paint(pixels, (u, v, out) => {
      const [x, y] = [u - 0.5, v - 0.5];
      const distance = Math.sqrt(x * x + y * y) * (1 + 0.012 * noise.at(u * 6, v * 6));
      const sector = (Math.atan2(y, x) / Math.PI + 1) * 5 + 0.1 * noise.at(u * 5, v * 5);
      const edge = Math.min(sector % 1, 1 - (sector % 1)) * distance * 0.63;
      const shadow = smoothstep(0.46, 0.34, Math.sqrt((x - 0.02) ** 2 + (y - 0.03) ** 2));
      blend(table ?? [0, 0, 0], [0.005, 0.02, 0.025], shadow * 0.7, out);
      blend(out, rind ?? out, smoothstep(0.388, 0.384, distance), out);
      blend(out, pith ?? out, smoothstep(0.366, 0.358, distance), out);
      const flesh =
        smoothstep(0.006, 0.012, edge) * smoothstep(0.325, 0.315, distance) * smoothstep(0.025, 0.05, distance);
      const drops = noise.fbm(Math.atan2(y, x) * 22, distance * 13, 3);
      blend(deep ?? out, pulp ?? out, 0.55 + 0.8 * drops, pulpColor);
      blend(out, pulpColor, flesh, out);
      const grain = 1 + 0.05 * noise.at(u * 90, v * 90);
      blend([0, 0, 0], out, grain, out);
    });
  }),
];

const pulpColor: [number, number, number] = [0, 0, 0];
