import type { Recipe } from './recipe.ts';
import { compact, drone, standard, taken, tele, wideAngle } from './recipe.ts';
import { balloons } from './scenes/balloons.ts';
import { slotCanyon } from './scenes/canyons.ts';
import { duskDunes, goldenDunes } from './scenes/dunes.ts';
import { fieldsFromAbove, lavender } from './scenes/fields.ts';
import { birches, lightShafts } from './scenes/forests.ts';
import { summerClouds } from './scenes/lakes.ts';
import { moonrise, starTrails } from './scenes/moons.ts';
import { blueRanges, dawnRanges, violetRanges } from './scenes/mountains.ts';
import { milkyWay } from './scenes/night.ts';
import { desertRoad } from './scenes/roads.ts';
import { snowField } from './scenes/winter.ts';

/** Mountains, deserts, woods, fields and what stands above them. */
export const landRecipes: readonly Recipe[] = [
  {
    name: 'dawn-ranges',
    alt: 'Mountain ridges one behind the other in warm haze, the sun just above the last of them',
    scene: dawnRanges,
    exif: {
      ...taken(tele, 135, 8, '1/320', 100, '2025-10-12T07:21:08'),
      position: { latitude: 46.5763, longitude: 11.6411 },
    },
  },
  {
    name: 'lavender-rows',
    alt: 'Rows of lavender running to the horizon, where the sun is setting',
    scene: lavender,
    exif: {
      ...taken(wideAngle, 20, 11, '1/60', 200, '2025-07-04T20:52:31'),
      position: { latitude: 43.9121, longitude: 6.1024 },
    },
  },
  {
    name: 'golden-dunes',
    alt: 'Sand dunes with fine ripples and long shadows in low sunlight',
    scene: goldenDunes,
    exif: taken(standard, 50, 9, '1/400', 100, '2025-02-18T08:03:44'),
  },
  {
    name: 'birches',
    alt: 'White birch trunks in front of blurred yellow autumn leaves',
    scene: birches,
    exif: taken(standard, 70, 3.2, '1/250', 200, '2025-10-21T15:10:02'),
  },
  {
    name: 'milky-way',
    alt: 'The Milky Way over a dark ridge, with one small tent lit from inside',
    scene: milkyWay,
    exif: { ...taken(wideAngle, 16, 4, '20', 6400, '2025-08-23T23:48:19'), orientation: 6 },
  },
  {
    name: 'desert-road',
    alt: 'A straight road through red desert towards flat-topped mountains',
    scene: desertRoad,
    exif: taken(compact, 35, 8, '1/500', 160, '2025-04-09T16:22:57'),
  },
  {
    name: 'fields-from-above',
    alt: 'Farmland from the air: patches of green and gold, a river with trees, a pale road',
    scene: fieldsFromAbove,
    exif: {
      ...taken(drone, 24, 2.8, '1/800', 100, '2025-06-15T11:35:40'),
      position: { latitude: 48.6721, longitude: 9.2187 },
    },
  },
  {
    name: 'moonrise',
    alt: 'A large full moon rising behind a bare tree on a hill',
    scene: moonrise,
    exif: taken(tele, 200, 5.6, '1/60', 800, '2025-11-05T17:02:13'),
  },
  {
    name: 'light-shafts',
    alt: 'Sunbeams falling through mist between the trunks of an autumn forest',
    scene: lightShafts,
    exif: taken(standard, 35, 5.6, '1/80', 400, '2025-10-28T09:14:26'),
  },
  {
    name: 'balloons',
    alt: 'Six hot-air balloons over a misty valley at sunrise',
    scene: balloons,
    exif: taken(tele, 85, 7.1, '1/640', 200, '2025-09-06T06:58:11'),
  },
  {
    name: 'dusk-dunes',
    alt: 'The curved crest of a dune at dusk under a violet sky',
    scene: duskDunes,
    exif: taken(compact, 35, 5.6, '1/125', 320, '2025-02-19T18:41:50'),
  },
  {
    name: 'snow-field',
    alt: 'A single bare tree in a wide field of snow in the last sun',
    scene: snowField,
    exif: taken(standard, 45, 8, '1/200', 100, '2025-01-14T15:57:33'),
  },
  {
    name: 'slot-canyon',
    alt: 'Flowing walls of orange sandstone under a narrow slit of sky',
    scene: slotCanyon,
    exif: taken(wideAngle, 18, 8, '1/4', 100, '2025-04-11T11:48:05'),
  },
  {
    name: 'blue-ranges',
    alt: 'A wide panorama of blue mountain ridges fading into mist above a dark forest',
    scene: blueRanges,
    exif: taken(tele, 110, 9, '1/160', 100, '2025-05-30T06:12:48'),
  },
  {
    name: 'star-trails',
    alt: 'Stars drawn to circles around the pole above a hut with one lit window',
    scene: starTrails,
    exif: taken(wideAngle, 16, 4, '3600', 400, '2025-03-02T22:30:00'),
  },
  {
    name: 'summer-clouds',
    alt: 'White summer clouds over a green hill dotted with daisies',
    scene: summerClouds,
    exif: taken(compact, 35, 8, '1/1000', 160, '2025-06-01T13:20:17'),
  },
  {
    name: 'violet-ranges',
    alt: 'Violet mountain ridges after sunset, with a row of firs in front',
    scene: violetRanges,
    exif: taken(tele, 100, 8, '1/50', 400, '2025-09-18T19:33:09'),
  },
];
