import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Account } from './account.ts';

const keptLines = 30;

/** A running program of Postgres together with the last lines that it wrote. */
export interface Child {
  readonly process: ChildProcess;
  readonly lastLines: readonly string[];
  /** Resolves when the program is gone and everything it wrote has been read. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

/** Starts a program of Postgres as the given account and reads what it writes, line by line. */
export function startChild(
  account: Account,
  program: string,
  args: readonly string[],
  onLine: (line: string) => void = () => undefined,
): Child {
  const [command = program, ...rest] = [...account.prefix, program, ...args];
  const child = spawn(command, rest, {
    // setpriv changes the account itself, and needs root to do so.
    ...(account.prefix.length === 0 ? account.ids : {}),
    // The account may not be allowed into the current directory.
    cwd: path.parse(program).root,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own: Ctrl-C is for Node, which stops Postgres last, when its clients are done.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const lastLines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lastLines.push(line);
      lastLines.splice(0, lastLines.length - keptLines);
      onLine(line);
    });
  }
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once('error', (error) => {
      lastLines.push(error.message);
      resolve({ code: null, signal: null });
    });
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  return { process: child, lastLines, ended };
}

/** A developer's PGDATA or PGOPTIONS must not steer this server, and the secrets of the services are none of its business. */
function environment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'LD_LIBRARY_PATH', 'SYSTEMROOT'];
  const values = kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return { ...Object.fromEntries(values), LC_ALL: 'C' };
}
