// Writes what iac/README.md shows of scaling and alarms: the tables between its markers, and the drawings in iac/scaling/images.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { draw } from './chart.ts';
import { curves } from './curves.ts';
import { metricsOf, policies } from './policies.ts';
import { simulate } from './simulation.ts';
import { alarmTable, scalingTable, between } from './tables.ts';
import type { AlarmEntry } from './tables.ts';

const readme = new URL('../README.md', import.meta.url);
const alarmsFile = new URL('../modules/monitoring/alarms.json', import.meta.url);
const images = new URL('images/', import.meta.url);

const shown = [
  ['posts', 'day'],
  ['posts', 'crowd'],
  ['notifications', 'flood'],
] as const;

await mkdir(images, { recursive: true });
for (const [service, name] of shown) {
  const curve = curves[name];
  if (curve) {
    const drawing = draw(simulate(service, curve, { minimum: 2, maximum: 20 }));
    await writeFile(new URL(`${service}-${name}.svg`, images), drawing);
  }
}

let text = await readFile(readme, 'utf8');
text = between(text, 'scaling', scalingTable(policies, metricsOf));
const { alarms } = JSON.parse(await readFile(alarmsFile, 'utf8')) as { alarms: Record<string, AlarmEntry> };
text = between(text, 'alarms', alarmTable(alarms));
await writeFile(readme, text);
