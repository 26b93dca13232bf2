import type { Recipe } from './recipe.ts';
import { compact, drone, phone, standard, taken, tele, wideAngle } from './recipe.ts';
import { fireworks, skyline } from './scenes/city.ts';
import { foggyLake } from './scenes/lakes.ts';
import { aurora } from './scenes/night.ts';
import { pool, ripples, underwater } from './scenes/pools.ts';
import { longExposure, seaSunset, shoreline } from './scenes/seas.ts';

/** Seas, lakes, pools and cities on rivers. */
export const waterRecipes: readonly Recipe[] = [
  {
    name: 'shoreline',
    alt: 'A beach from above: sand, white foam and turquoise water',
    scene: shoreline,
    exif: {
      ...taken(drone, 24, 2.8, '1/1000', 100, '2025-08-14T10:26:07'),
      position: { latitude: 39.1483, longitude: 2.9471 },
    },
  },
  {
    name: 'skyline',
    alt: 'A city skyline in the blue hour, its lit windows mirrored in the river',
    scene: skyline,
    exif: taken(standard, 40, 8, '6', 100, '2025-10-03T19:11:24'),
  },
  {
    name: 'pool-ring',
    alt: 'A red and white ring floating on a tiled pool',
    scene: pool,
    exif: taken(phone, 7, 1.8, '1/2000', 40, '2025-07-27T13:05:49'),
  },
  {
    name: 'sea-sunset',
    alt: 'The sun setting over the sea, its light broken by small waves',
    scene: seaSunset,
    exif: taken(compact, 35, 8, '1/250', 160, '2025-08-15T20:39:18'),
  },
  {
    name: 'aurora',
    alt: 'Green northern lights over snowy mountains and a still lake',
    scene: aurora,
    exif: taken(wideAngle, 16, 4, '8', 3200, '2025-02-27T22:57:40'),
  },
  {
    name: 'foggy-lake',
    alt: 'An empty boat on a lake in the morning fog, firs on the far shore',
    scene: foggyLake,
    exif: taken(tele, 70, 5.6, '1/125', 200, '2025-10-19T07:50:02'),
  },
  {
    name: 'underwater',
    alt: 'A school of fish in beams of light under the surface of the sea',
    scene: underwater,
    exif: taken(wideAngle, 16, 5.6, '1/160', 400, '2025-08-17T12:14:33'),
  },
  {
    name: 'long-exposure',
    alt: 'Old posts in a sea that a long exposure has turned to mist, in black and white',
    scene: longExposure,
    exif: taken(standard, 35, 11, '240', 100, '2025-03-29T17:48:56'),
  },
  {
    name: 'fireworks',
    alt: 'Four fireworks over a city, reflected in the river',
    scene: fireworks,
    exif: taken(standard, 28, 11, '4', 200, '2025-12-31T23:59:58'),
  },
  {
    name: 'ripples',
    alt: 'Rings of ripples on dark water with evening light on their crests',
    scene: ripples,
    exif: taken(tele, 150, 5.6, '1/320', 400, '2025-09-12T18:30:44'),
  },
];
