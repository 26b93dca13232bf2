import type { Recipe } from './recipe.ts';
import { compact, macro, phone, standard, taken, tele } from './recipe.ts';
import { arcade, facade, pinkStairs } from './scenes/architecture.ts';
import { backlitLeaf, dahlia, succulent } from './scenes/flowers.ts';
import { avenueBokeh, dewDrops, rainOnGlass } from './scenes/glass.ts';
import { ceramics, paperGeometry } from './scenes/still-lifes.ts';
import { ink, paperCuts, windowLight } from './scenes/walls.ts';

/** Plants, buildings, rooms and things on tables. */
export const thingRecipes: readonly Recipe[] = [
  {
    name: 'ceramics',
    alt: 'A teal vase, two speckled bowls and a pear on a table by a window',
    scene: ceramics,
    exif: taken(standard, 55, 4, '1/60', 320, '2025-03-16T10:05:12'),
  },
  {
    name: 'pink-stairs',
    alt: 'Pink stairs beside a red wall with a square opening to the blue sky',
    scene: pinkStairs,
    exif: {
      ...taken(phone, 7, 1.8, '1/1400', 50, '2025-07-22T12:31:55'),
      position: { latitude: 38.6398, longitude: 0.0716 },
      orientation: 6,
    },
  },
  {
    name: 'dew-drops',
    alt: 'Drops of dew on a bent blade of grass, very near',
    scene: dewDrops,
    exif: taken(macro, 90, 4, '1/200', 250, '2025-05-11T06:44:38'),
  },
  {
    name: 'window-light',
    alt: 'Evening light from a window on a plaster wall, with the shadow of a palm',
    scene: windowLight,
    exif: taken(phone, 7, 1.8, '1/120', 80, '2025-09-27T18:22:03'),
  },
  {
    name: 'rain-on-glass',
    alt: 'Raindrops on a window, the lights of the street out of focus behind it',
    scene: rainOnGlass,
    exif: taken(macro, 90, 2.8, '1/50', 1600, '2025-11-12T19:40:29'),
  },
  {
    name: 'dahlia',
    alt: 'A coral dahlia from the front, its petals in perfect spirals',
    scene: dahlia,
    exif: taken(macro, 90, 8, '1/125', 200, '2025-08-30T11:02:46'),
  },
  {
    name: 'arcade',
    alt: 'Late sunlight falling through the arches of a long stone arcade',
    scene: arcade,
    exif: { ...taken(compact, 35, 5.6, '1/160', 200, '2025-05-03T18:09:21'), orientation: 8 },
  },
  {
    name: 'paper-cuts',
    alt: 'Layers of cut paper in teal, cream and orange, like the contours of a map',
    scene: paperCuts,
    exif: taken(standard, 70, 8, '1/30', 100, '2025-12-07T14:18:40'),
  },
  {
    name: 'backlit-leaf',
    alt: 'A green leaf against the light, with all of its veins',
    scene: backlitLeaf,
    exif: taken(macro, 90, 11, '1/80', 200, '2025-06-08T09:51:14'),
  },
  {
    name: 'avenue-lights',
    alt: 'Headlights, tail lights and signs of an avenue at night as discs of colour',
    scene: avenueBokeh,
    exif: taken(compact, 35, 2, '1/60', 1250, '2025-11-28T20:27:35'),
  },
  {
    name: 'paper-geometry',
    alt: 'An arch, two balls and a pillar made of coloured paper in hard light',
    scene: paperGeometry,
    exif: taken(standard, 60, 11, '1/125', 100, '2025-02-02T12:00:51'),
  },
  {
    name: 'facade',
    alt: 'A cream facade with rows of windows and blue and red shutters',
    scene: facade,
    exif: taken(tele, 120, 8, '1/500', 100, '2025-07-19T09:37:27'),
  },
  {
    name: 'succulent',
    alt: 'A pale green succulent from above, its leaves edged with pink',
    scene: succulent,
    exif: taken(macro, 90, 5.6, '1/100', 200, '2025-04-26T16:45:58'),
  },
  {
    name: 'ink',
    alt: 'Blue and magenta ink sinking through clear water',
    scene: ink,
    exif: taken(macro, 90, 8, '1/250', 400, '2025-01-25T21:13:32'),
  },
];
