// What step scaling makes of a load: a table on stdout, and a drawing of each run.
// usage: node iac/scaling/simulate.ts [--service <name>] [--curve <name or file.csv>] [--minimum 2] [--maximum 20] [--to <folder>]
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Bounds } from './autoscaler.ts';
import { draw } from './chart.ts';
import { curveFromCsv, curves } from './curves.ts';
import type { Curve } from './curves.ts';
import { policies } from './policies.ts';
import { modelOf } from './service-models.ts';
import { simulate } from './simulation.ts';
import { summarise } from './summary.ts';
import type { Summary } from './summary.ts';

const { values } = parseArgs({
  options: {
    service: { type: 'string', default: '' },
    curve: { type: 'string', default: '' },
    minimum: { type: 'string', default: '2' },
    maximum: { type: 'string', default: '20' },
    to: { type: 'string', default: 'tmp/scaling' },
  },
});

const services = values.service === '' ? Object.keys(policies.services) : [values.service];
const headings = [
  'service',
  'curve',
  'most tasks',
  'at the end',
  'changes',
  'refused',
  'over 1 s',
  'short for',
  'backlog',
  'task hours',
];

try {
  const rows = await runAll(readBounds());
  process.stdout.write(`${aligned([headings, ...rows])}\n\nDrawn in ${values.to}, one file a run.\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

function readBounds(): Bounds {
  const bounds = { minimum: Number(values.minimum), maximum: Number(values.maximum) };
  if (!(bounds.minimum >= 2 && bounds.maximum > bounds.minimum)) {
    throw new Error('The minimum is at least 2, and the maximum above it.');
  }
  return bounds;
}

async function curvesFor(service: string): Promise<[string, Curve][]> {
  if (values.curve.endsWith('.csv')) {
    const name = path.basename(values.curve, '.csv');
    const curve = curveFromCsv(await readFile(values.curve, 'utf8'), modelOf(service).usual, `The load of ${name}`);
    return [[name, curve]];
  }
  const chosen = Object.entries(curves).filter(([name]) => values.curve === '' || name === values.curve);
  if (chosen.length === 0) {
    throw new Error(`There is no curve ${values.curve}: ${Object.keys(curves).join(', ')}, or a file.csv.`);
  }
  return chosen;
}

async function runAll(bounds: Bounds): Promise<string[][]> {
  const rows: string[][] = [];
  await mkdir(values.to, { recursive: true });
  for (const service of services) {
    for (const [name, curve] of await curvesFor(service)) {
      const outcome = simulate(service, curve, bounds);
      await writeFile(path.join(values.to, `${service}-${name}.svg`), draw(outcome));
      rows.push([service, name, ...figuresOf(summarise(outcome))]);
    }
  }
  return rows;
}

function figuresOf(summary: Summary): string[] {
  return [
    String(summary.mostTasks),
    String(summary.lastTasks),
    String(summary.changes),
    `${summary.refusedPercent.toFixed(2)} %`,
    `${summary.latePercent.toFixed(2)} %`,
    `${summary.shortMinutes} min`,
    Math.round(summary.deepestBacklog).toLocaleString('en'),
    summary.taskHours.toFixed(1),
  ];
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
