import { execFile } from 'node:child_process';
import { readFile, readlink, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { errorCode } from './error-code.ts';

const run = promisify(execFile);

/** The setting that carries the id of the Node process which started a server, so that an orphan can be recognised. */
export const launcherSetting = 'tintype.launcher';

interface RunningServer {
  readonly pid: number;
  readonly launcher: number | undefined;
  readonly parent: number;
}

/** Stops a server that a killed start left behind in this directory, and refuses to touch one that is still in use. */
export async function stopOrphan(directory: string, log: (line: string) => void): Promise<void> {
  const pidFile = path.join(directory, 'postmaster.pid');
  const pid = await readPid(pidFile);
  if (pid === undefined) {
    return;
  }
  const server = await findServer(pid, directory);
  if (!server) {
    // Postgres sees to a dead process itself. But another program may have got the same number since then, and
    // Postgres would take that one for a server.
    if (isAlive(pid)) {
      await rm(pidFile, { force: true });
    }
    return;
  }
  if (server.launcher === server.parent) {
    throw new Error(
      `Tintype already runs with the data in ${directory} (process ${server.launcher}). ` +
        'Stop it first, or set DATA_DIR to another directory.',
    );
  }
  log(`stopping the Postgres that an earlier start left behind (process ${pid})`);
  await stopServer(pid, directory);
}

async function readPid(pidFile: string): Promise<number | undefined> {
  const text = await readFile(pidFile, 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return pid > 1 ? pid : undefined;
}

async function stopServer(pid: number, directory: string): Promise<void> {
  const steps = [
    { signal: 'SIGINT', patience: 10_000 },
    { signal: 'SIGQUIT', patience: 5_000 },
  ] as const;
  for (const { signal, patience } of steps) {
    const deadline = Date.now() + patience;
    sendSignal(pid, signal);
    while (Date.now() < deadline) {
      if (!(await findServer(pid, directory))) {
        return;
      }
      await sleep(15);
    }
  }
  throw new Error(
    `Process ${pid}, a Postgres in ${directory}, does not stop. End it with "kill -9 ${pid}" and try again.`,
  );
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (cause) {
    if (isAlive(pid)) {
      throw new Error(`Process ${pid}, a Postgres left behind, belongs to another account. Stop it as that account.`, {
        cause,
      });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** Answers nothing when the process is gone or is not a Postgres of this directory. */
async function findServer(pid: number, directory: string): Promise<RunningServer | undefined> {
  const found = await (process.platform === 'linux' ? readProc(pid) : readPs(pid)).catch(() => undefined);
  if (!found?.command.includes('postgres')) {
    return undefined;
  }
  if (found.workingDirectory !== directory && !found.command.includes(`-D ${directory} `)) {
    return undefined;
  }
  const launcher = new RegExp(`${launcherSetting}=(\\d+)`).exec(found.command)?.[1];
  return { pid, parent: found.parent, launcher: launcher === undefined ? undefined : Number(launcher) };
}

interface ProcessDescription {
  readonly command: string;
  readonly parent: number;
  readonly workingDirectory?: string;
}

async function readProc(pid: number): Promise<ProcessDescription> {
  const [command, status, workingDirectory] = await Promise.all([
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
    readFile(`/proc/${pid}/status`, 'utf8'),
    readlink(`/proc/${pid}/cwd`).catch(() => ''),
  ]);
  const parent = Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]);
  return { command: command.replaceAll('\0', ' '), parent, workingDirectory };
}

async function readPs(pid: number): Promise<ProcessDescription> {
  const { stdout } = await run('ps', ['-ww', '-o', 'ppid=,command=', '-p', String(pid)]);
  const [, parent = '', command = ''] = /^\s*(\d+)\s+(.*)/.exec(stdout) ?? [];
  return { command, parent: Number(parent) };
}
