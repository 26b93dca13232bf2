// How long the embedded start takes until it answers, and how much memory the whole tree of processes holds then.
// Aims: 5 s the first time, 3 s later, 450 MB. Medians of several starts; the machine's noise is shown by min and max.
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnTintype } from '@tintype/testing';

const runs = 5;
const first: number[] = [];
const later: number[] = [];
const memory: number[] = [];

for (let i = 0; i < runs; i += 1) {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'tintype-bench-'));
  for (const times of [first, later]) {
    const started = performance.now();
    const app = await spawnTintype({ dataDirectory });
    await app.fetch('/readyz');
    times.push((performance.now() - started) / 1000);
    if (times === later) {
      memory.push(await memoryOfTree(app.processId));
    }
    await app.stop();
  }
  await rm(dataDirectory, { recursive: true, force: true });
}

report('first start, seconds', first, 5);
report('later start, seconds', later, 3);
report('memory of the tree, MB', memory, 450);

function report(name: string, values: readonly number[], aim: number): void {
  const sorted = [...values].sort((a, b) => a - b);
  const [min = 0, median = 0, max = 0] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  console.log(
    `${name.padEnd(26)} median ${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)}), aim ${aim}: ${(median / aim).toFixed(2)} of it`,
  );
}

/** Proportional set size of a process and all its children, in MB: memory that they share is counted once. */
async function memoryOfTree(root: number): Promise<number> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    const stat = /^\d+$/.test(name) ? await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '') : '';
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (parent > 0) {
      parents.set(Number(name), parent);
    }
  }
  const isInTree = (id: number): boolean => id === root || (parents.has(id) && isInTree(parents.get(id) ?? 0));
  let kilobytes = 0;
  for (const id of [...parents.keys()].filter(isInTree)) {
    const rollup = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '');
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
  }
  return kilobytes / 1024;
}
