import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { AnyJson, Mail, TestAnswer, TestRequest } from './calls.ts';
import { createCaller } from './caller.ts';

/** Tintype as a process of its own, as `make start` runs it. */
export interface SpawnedTintype {
  readonly url: string;
  readonly processId: number;
  fetch<T = AnyJson>(path: string, request?: TestRequest): Promise<TestAnswer<T>>;
  fetchBytes(path: string, request?: TestRequest): Promise<Buffer>;
  mailbox(filter: { to: string }): Promise<Mail[]>;
  /** What it has printed so far. */
  output(): string;
  /** SIGKILL, to it alone or to its Postgres as well. */
  kill(options?: { postgresToo?: boolean }): Promise<void>;
  /** Ctrl-C; resolves with the exit code. */
  stop(): Promise<number | null>;
}

const main = fileURLToPath(new URL('../../../embedded/src/main.ts', import.meta.url));

/** Starts the process and waits until it says that it is ready; rejects with what it printed when it ends before. */
export async function spawnTintype(options: {
  dataDirectory: string;
  env?: Record<string, string>;
}): Promise<SpawnedTintype> {
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    PORT: '0',
    DEMO: '0',
    DATA_DIR: options.dataDirectory,
    ...options.env,
  };
  const child = fork(main, {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  let printed = '';
  child.stdout?.on('data', (data) => (printed += String(data)));
  child.stderr?.on('data', (data) => (printed += String(data)));
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const url = await Promise.race([
    once(child, 'message').then(([message]) => (message as { ready: string }).ready),
    exited.then(([code]) => {
      throw new Error(`Tintype ended with ${code} before it was ready:\n${printed}`);
    }),
  ]);
  const call = createCaller(url);
  return {
    url,
    processId: child.pid ?? 0,
    fetch: call.json as SpawnedTintype['fetch'],
    fetchBytes: (path, request) => call.bytes(path, request),
    mailbox: async ({ to }) => ((await call.json('/mailbox.json')).body as Mail[]).filter((mail) => mail.to === to),
    output: () => printed,
    kill: async ({ postgresToo = false } = {}) => {
      const postmaster = await readFile(join(options.dataDirectory, 'postgres/postmaster.pid'), 'utf8').catch(() => '');
      child.kill('SIGKILL');
      await exited;
      const processId = Number(postmaster.split('\n', 1)[0]);
      if (postgresToo && processId > 0) {
        process.kill(processId, 'SIGKILL');
        await sleep(50);
      }
    },
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGINT');
      }
      return (await exited)[0];
    },
  };
}
