import { mkdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { chooseAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { prepareCluster, superuser } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { createDatabase } from './create-database.ts';
import { stopOrphan } from './running-server.ts';
import { startServer, stopServer } from './server.ts';

/** A Postgres server that belongs to this process. */
export interface EmbeddedPostgres {
  readonly port: number;
  /** Resolves with the reason if the server ends although nobody stopped it. */
  readonly died: Promise<Error>;
  url(database: string): string;
  ensureDatabase(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** How to start Postgres. */
export interface PostgresOptions {
  readonly dataDirectory: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly log?: (line: string) => void;
  /** Tests hand out ports that are taken. */
  readonly pickPort?: () => Promise<number>;
}

/** Starts a real Postgres as a child process, with its data in the given directory, reachable from this machine only. */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  const binaries = await findBinaries();
  const dataDirectory = await createDataDirectory(options.dataDirectory);
  const account = await chooseAccount(dataDirectory, binaries);
  await stopOrphan(path.join(dataDirectory, 'cluster'), log);
  const cluster = await prepareCluster(dataDirectory, account, binaries);
  const serverOptions = { ...options, directory: cluster.directory, account, binaries, log };
  const server = await startServer({ ...serverOptions, settings: options.settings ?? {} });

  let stopping: Promise<void> | undefined;
  // The last resort when Node ends without stop(); Postgres then finishes on its own.
  const atExit = (): void => void server.child.process.kill('SIGINT');
  process.once('exit', atExit);
  const died = new Promise<Error>((resolve) => {
    void server.child.ended.then(({ code, signal }) => {
      process.off('exit', atExit);
      if (!stopping) {
        const said = server.child.lastLines.join('\n');
        resolve(new Error(`Postgres ended by itself (${signal ?? `code ${code}`}). Start again. It said:\n${said}`));
      }
    });
  });
  const url = (database: string): string => urlOf(cluster, server.port, database);
  return {
    port: server.port,
    died,
    url,
    ensureDatabase: (name) => createDatabase(url('postgres'), name),
    stop: () => (stopping ??= stopServer(server, { ...serverOptions, settings: {} })),
  };
}

async function createDataDirectory(wanted: string): Promise<string> {
  try {
    await mkdir(wanted, { recursive: true, mode: 0o700 });
    // Postgres is recognised by the path in its command line, so links in it must not matter.
    return await realpath(wanted);
  } catch (cause) {
    throw new Error(`The directory ${wanted} cannot be used. Set DATA_DIR to one that this account may write to.`, {
      cause,
    });
  }
}

function urlOf(cluster: Cluster, port: number, database: string): string {
  return `postgres://${superuser}:${cluster.password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}
