import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Somebody else is using the data directory. */
export class DataDirectoryInUse extends Error {
  constructor(dataDirectory: string, processId: number) {
    super(
      `Tintype is already running on ${dataDirectory} (process ${processId}). Stop that one first, or start this one with another DATA_DIR.`,
    );
    this.name = 'DataDirectoryInUse';
  }
}

/** Takes the data directory for this process; a lock left by a process that is gone is taken over. */
export async function lockDataDirectory(dataDirectory: string): Promise<() => Promise<void>> {
  const file = join(dataDirectory, 'tintype.pid');
  for (;;) {
    try {
      await writeFile(file, `${process.pid}\n${await startTime(process.pid)}`, { flag: 'wx' });
      return () => rm(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
        throw error;
      }
    }
    const [holder = '', started = ''] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
    const processId = Number(holder);
    if (processId > 0 && processId !== process.pid && isAlive(processId) && (await startTime(processId)) === started) {
      throw new DataDirectoryInUse(dataDirectory, processId);
    }
    await rm(file, { force: true });
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

// A process id may be given again to another program; with the time it was started it is unmistakable (where /proc is).
async function startTime(processId: number): Promise<string> {
  const stat = await readFile(`/proc/${processId}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
