import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import type { EmbeddedPostgres, PostgresOptions } from '../start-postgres.ts';
import { startPostgres } from '../start-postgres.ts';

/** Temporary data directories and the servers in them, cleaned up together. */
export class Temporary {
  readonly #servers: EmbeddedPostgres[] = [];
  readonly #directories: string[] = [];
  readonly #children: ChildProcess[] = [];

  async directory(): Promise<string> {
    const directory = await mkdtemp(path.join(tmpdir(), 'tintype-postgres-'));
    // The account that Postgres runs as must be able to pass.
    await chmod(directory, 0o755);
    this.#directories.push(directory);
    return path.join(directory, 'postgres');
  }

  async start(dataDirectory: string, options: Partial<PostgresOptions> = {}): Promise<EmbeddedPostgres> {
    const server = await startPostgres({ ...options, dataDirectory });
    this.#servers.push(server);
    return server;
  }

  /** Starts the program that writes rows, and answers what it acknowledged so far. */
  startWriter(dataDirectory: string): { child: ChildProcess; lines: string[] } {
    const program = path.join(import.meta.dirname, 'writer.ts');
    const child = spawn(process.execPath, [program, dataDirectory], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#children.push(child);
    const lines: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
    return { child, lines };
  }

  async cleanUp(): Promise<void> {
    this.#children.splice(0).forEach((child) => child.kill('SIGKILL'));
    await Promise.all(this.#servers.splice(0).map((server) => server.stop()));
    for (const directory of this.#directories.splice(0)) {
      await rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    }
  }
}

/** Runs one statement on a connection of its own. */
export async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** The process id of the server in a data directory. */
export async function serverPid(dataDirectory: string): Promise<number> {
  return Number.parseInt(await readFile(path.join(dataDirectory, 'cluster', 'postmaster.pid'), 'utf8'), 10);
}
