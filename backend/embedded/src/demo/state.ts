import { readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

type State = 'seeding' | 'done';

const markerOf = (dataDirectory: string): string => join(dataDirectory, 'demo.json');

/** Where the demo of a data directory stands; undefined when it has none. */
export async function demoState(dataDirectory: string): Promise<State | undefined> {
  const marker = await readFile(markerOf(dataDirectory), 'utf8').catch(() => undefined);
  return marker === undefined ? undefined : (JSON.parse(marker) as { state: State }).state;
}

/** Notes that a data directory is to have the demo, so that a start that is cut short goes on with it. */
export async function markDemo(dataDirectory: string, state: State): Promise<void> {
  const marker = markerOf(dataDirectory);
  await writeFile(`${marker}.new`, JSON.stringify({ state }));
  await rename(`${marker}.new`, marker);
}

/** Whether a data directory is new: only then does it get the demo, so that nobody's own photos are ever mixed with it. */
export async function isNewInstallation(dataDirectory: string): Promise<boolean> {
  return (await readdir(dataDirectory).catch(() => [])).length === 0;
}
