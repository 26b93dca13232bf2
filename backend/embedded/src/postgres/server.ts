import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { Child } from './child.ts';
import { startChild } from './child.ts';
import { serverArguments } from './settings.ts';

/** What one server process needs to be started. */
export interface ServerOptions {
  readonly directory: string;
  readonly account: Account;
  readonly binaries: Binaries;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
  /** Tests hand out ports that are taken. */
  readonly pickPort?: () => Promise<number>;
}

/** A Postgres that accepts connections. */
export interface Server {
  readonly port: number;
  readonly child: Child;
}

const readyMessage = 'database system is ready to accept connections';
// The processes of a killed server need a moment to notice that it is gone.
const passingTroubles = ['Address already in use', 'pre-existing shared memory block'];
const attempts = 25;
const readyWithin = 120_000;

/** Starts Postgres on a free port of the loopback interface, again if another program was faster to take the port. */
export async function startServer(options: ServerOptions): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await (options.pickPort ?? findFreePort)();
    const ready = Promise.withResolvers<true>();
    const args = serverArguments(options.directory, port, options.settings);
    const child = startChild(options.account, options.binaries.postgres, args, (line) => {
      options.log(line);
      if (line.includes(readyMessage)) {
        ready.resolve(true);
      }
    });
    if (await becomesReady(child, ready.promise)) {
      return { port, child };
    }
    const { code, signal } = await child.ended;
    const said = child.lastLines.join('\n');
    if (attempt === attempts || !passingTroubles.some((trouble) => said.includes(trouble))) {
      throw new Error(
        `Postgres ended at its start (${signal ?? `code ${code}`}) with the data in ${options.directory}. ` +
          `If you cannot mend what it says, set DATA_DIR to another directory. It said:\n${said}`,
      );
    }
    await sleep(attempt * 10);
  }
}

async function becomesReady(child: Child, ready: Promise<true>): Promise<boolean> {
  const patience = new AbortController();
  const ended = child.ended.then(() => false);
  const late = sleep(readyWithin, false, { signal: patience.signal, ref: false }).catch(() => false);
  const isReady = await Promise.race([ready, ended, late]);
  patience.abort();
  if (!isReady) {
    child.process.kill('SIGQUIT');
  }
  return isReady;
}

/** Ends the server: running statements are cancelled, everything committed is written, a checkpoint is made. */
export async function stopServer({ child }: Server, options: ServerOptions): Promise<void> {
  if (process.platform === 'win32') {
    // Windows knows no SIGINT for another process; kill() would end Postgres without a checkpoint.
    execFile(options.binaries.pgCtl, ['stop', '-m', 'fast', '-D', options.directory]);
  } else {
    child.process.kill('SIGINT');
  }
  const impatience = setTimeout(() => child.process.kill('SIGQUIT'), 30_000);
  await child.ended;
  clearTimeout(impatience);
}

/** A port of the loopback interface that nobody listens on at this moment. */
export async function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
