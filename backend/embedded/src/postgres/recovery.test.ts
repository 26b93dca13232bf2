import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from './server.ts';
import { query, serverPid, Temporary } from './testing/temporary.ts';

const patience = 90_000;

async function waitUntil(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await condition())) {
    if (Date.now() > deadline) {
      throw new Error('this should have happened by now');
    }
    await sleep(5);
  }
}

describe('recovering from a sudden end', () => {
  const temporary = new Temporary();
  afterEach(() => temporary.cleanUp());

  it(
    'takes over from the server that a killed start left behind',
    async () => {
      const dataDirectory = await temporary.directory();
      const { child, lines } = temporary.startWriter(dataDirectory);
      await waitUntil(() => lines.length > 20);
      const orphan = await serverPid(dataDirectory);
      child.kill('SIGKILL');
      await once(child, 'close');
      const log: string[] = [];
      const postgres = await temporary.start(dataDirectory, { log: (line) => log.push(line) });
      expect(log[0]).toContain('left behind');
      expect(await serverPid(dataDirectory)).not.toBe(orphan);
      const [row] = await query(postgres.url('crash'), 'select count(*)::int as rows from rows');
      expect(row?.['rows']).toBeGreaterThanOrEqual(Number(lines.at(-1)));
    },
    patience,
  );

  it.each([60, 250])(
    'keeps every acknowledged row when Node and Postgres are killed after %i rows',
    async (rows) => {
      const dataDirectory = await temporary.directory();
      const { child, lines } = temporary.startWriter(dataDirectory);
      await waitUntil(() => lines.length > rows);
      process.kill(await serverPid(dataDirectory), 'SIGKILL');
      child.kill('SIGKILL');
      await once(child, 'close');
      const postgres = await temporary.start(dataDirectory);
      const found = await query(postgres.url('crash'), 'select id from rows order by id');
      const acknowledged = lines.slice(1).map(Number);
      expect(found.map((row) => row['id']).slice(0, acknowledged.length)).toEqual(acknowledged);
    },
    patience,
  );

  it(
    'starts again after a first start that was killed half-way',
    async () => {
      const dataDirectory = await temporary.directory();
      const { child } = temporary.startWriter(dataDirectory);
      const isUnderWay = async (): Promise<boolean> =>
        (await readdir(dataDirectory).catch(() => [])).some((name) => name.startsWith('initdb-'));
      await waitUntil(isUnderWay);
      await sleep(100);
      child.kill('SIGKILL');
      await once(child, 'close');
      expect(await readdir(dataDirectory)).not.toContain('cluster');
      const postgres = await temporary.start(dataDirectory);
      await expect(query(postgres.url('postgres'), 'select 1')).resolves.toHaveLength(1);
      expect((await readdir(dataDirectory)).toSorted()).toEqual(['cluster', 'password']);
    },
    patience,
  );

  it(
    'is not irritated by a pid file whose number now belongs to another program',
    async () => {
      const dataDirectory = await temporary.directory();
      await (await temporary.start(dataDirectory)).stop();
      const pidFile = path.join(dataDirectory, 'cluster', 'postmaster.pid');
      for (const pid of [process.pid, 4_000_000]) {
        await writeFile(pidFile, `${pid}\n${dataDirectory}/cluster\n1700000000\n5432\n\n127.0.0.1\n`);
        const postgres = await temporary.start(dataDirectory);
        await expect(query(postgres.url('postgres'), 'select 1')).resolves.toHaveLength(1);
        await postgres.stop();
      }
    },
    patience,
  );

  it(
    'tries another port when one is taken in the meantime',
    async () => {
      const rival = createServer().listen(0, '127.0.0.1').unref();
      await once(rival, 'listening');
      const address = rival.address();
      const taken = typeof address === 'object' && address ? address.port : 0;
      const ports = [taken, taken];
      const pickPort = async (): Promise<number> => ports.shift() ?? findFreePort();
      const postgres = await temporary.start(await temporary.directory(), { pickPort });
      expect(ports).toEqual([]);
      expect(postgres.port).not.toBe(taken);
      await expect(query(postgres.url('postgres'), 'select 1')).resolves.toHaveLength(1);
      rival.close();
    },
    patience,
  );

  it(
    'says so when the password of existing databases is lost, and uses it again once it is back',
    async () => {
      const dataDirectory = await temporary.directory();
      await (await temporary.start(dataDirectory)).stop();
      const passwordFile = path.join(dataDirectory, 'password');
      await rename(passwordFile, `${passwordFile}.away`);
      await expect(temporary.start(dataDirectory)).rejects.toThrow(/password.*Put that file back/);
      await rename(`${passwordFile}.away`, passwordFile);
      const postgres = await temporary.start(dataDirectory);
      expect(postgres.url('posts')).toContain((await readFile(passwordFile, 'utf8')).trim());
    },
    patience,
  );

  it(
    'accepts a directory whose permissions a copy has widened',
    async () => {
      const dataDirectory = await temporary.directory();
      await (await temporary.start(dataDirectory)).stop();
      await chmod(path.join(dataDirectory, 'cluster'), 0o755);
      const postgres = await temporary.start(dataDirectory);
      await expect(query(postgres.url('postgres'), 'select 1')).resolves.toHaveLength(1);
    },
    patience,
  );

  it(
    'does not take half a password for a password',
    async () => {
      const dataDirectory = await temporary.directory();
      await mkdir(dataDirectory, { recursive: true });
      await writeFile(path.join(dataDirectory, 'password'), '');
      const postgres = await temporary.start(dataDirectory);
      await expect(query(postgres.url('postgres'), 'select 1')).resolves.toHaveLength(1);
    },
    patience,
  );
});
