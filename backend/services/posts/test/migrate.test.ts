import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startPostgres } from '@tintype/embedded';
import type { EmbeddedPostgres } from '@tintype/embedded';
import { waitFor } from '@tintype/testing';
import { startTestIdentity } from '@tintype/testing/identity';
import type { TestIdentity } from '@tintype/testing/identity';
import { endPrograms, freePort, runProgram, spawnService } from '@tintype/testing/processes';
import type { Program } from '@tintype/testing/processes';

const role = 'posts_service';
const password = 'a password: of/the@service';
const statements: string[] = [];
let dataDirectory: string;
let postgres: EmbeddedPostgres;
let identity: TestIdentity;
/** The address without who may use it. */
let url: string;
let owner: { DATABASE_USERNAME: string; DATABASE_PASSWORD: string };

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'tintype-migrate-'));
  postgres = await startPostgres({
    dataDirectory,
    settings: { log_statement: 'all' },
    log: (line) => statements.push(line),
  });
  await postgres.ensureDatabase('posts');
  const parsed = new URL(postgres.url('posts'));
  owner = { DATABASE_USERNAME: parsed.username, DATABASE_PASSWORD: parsed.password };
  [parsed.username, parsed.password] = ['', ''];
  url = parsed.href;
  identity = await startTestIdentity();
}, 60_000);
afterAll(async () => {
  await endPrograms();
  await identity?.close();
  await postgres?.stop();
  await rm(dataDirectory, { recursive: true, force: true });
});

const migrate = (extra: Record<string, string> = {}): Program =>
  runProgram('services/posts/src/migrate.ts', { DATABASE_URL: url, ...owner, MIGRATE_WAIT: '30', ...extra });

const withRole = (secret = password) => ({ DATABASE_SERVICE_USERNAME: role, DATABASE_SERVICE_PASSWORD: secret });

const linesOf = (program: Program): { level: number; msg: string }[] =>
  program
    .output()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { level: number; msg: string });

/** Does something as the role of the service, or as the owner. */
async function query(sql: string, as: { user: string; password: string }, values: unknown[] = []) {
  const { hostname: host, port } = new URL(url);
  const client = new pg.Client({ host, port: Number(port), database: 'posts', ...as });
  await client.connect();
  try {
    return await client.query(sql, values);
  } finally {
    await client.end();
  }
}
const asService = (sql: string) => query(sql, { user: role, password });
const asOwner = (sql: string, values?: unknown[]) =>
  query(sql, { user: owner.DATABASE_USERNAME, password: owner.DATABASE_PASSWORD }, values);

describe('the migrate task', () => {
  it('has the service wait until the database is up to date and the role is there; then it serves as that role', async () => {
    const service = await spawnService('posts', {
      ...identity.environment,
      PUBLIC_URL: 'http://localhost',
      MEDIA_GRPC: '127.0.0.1:1',
      MEDIA_SIGNING_KEY: 'a key of thirty-two characters or more',
      DATABASE_URL: url,
      DATABASE_USERNAME: role,
      DATABASE_PASSWORD: password,
      DRAIN_DELAY: '0',
    });
    await waitFor(() => service.output().includes('waiting for the database'), 'the service to wait', 20_000);
    expect([await service.status('/healthz'), await service.status('/readyz')]).toEqual([200, 503]);
    expect(await service.status('/api/feed')).toBe(503);

    // A deployment that was started twice.
    const tasks = [migrate(withRole()), migrate(withRole())];
    expect(await Promise.all(tasks.map((task) => task.exited))).toEqual([0, 0]);
    for (const task of tasks) {
      expect(linesOf(task).map(({ msg }) => msg)).toEqual(
        expect.arrayContaining(['the database is up to date', 'the role of the service is ready', 'done']),
      );
    }
    await waitFor(async () => (await service.status('/readyz')) === 200, 'the service to be ready', 20_000);

    const [follower, followed] = [randomUUID(), randomUUID()];
    for (const id of [follower, followed]) {
      await asOwner(
        `insert into people (id, handle, name, name_key, created_at) values ($1, $2, 'A name', 'a name', now())`,
        [id, `h${id.slice(0, 8)}`],
      );
    }
    const answer = await fetch(`${service.url}/api/people/h${followed.slice(0, 8)}/follow`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${identity.tokenOf(follower)}` },
    });
    expect([answer.status, await answer.text()]).toEqual([200, expect.any(String)]);
    expect((await asOwner('select name from outbox')).rows).toEqual([{ name: 'follow.accepted' }]);
    expect(await service.kill('SIGTERM')).toBe(0);
    for (const text of [...tasks, service].map((program) => program.output())) {
      expect(text).not.toContain(password);
      expect(text).not.toContain(owner.DATABASE_PASSWORD);
    }
    expect(statements.join('\n')).toMatch(/(create|alter) role posts_service with login/);
    expect(statements.join('\n')).not.toContain(password);
  }, 90_000);

  it('gives the role rows and nothing else, also of tables that come later', async () => {
    await asOwner('create table later (id serial primary key)');
    await asService('insert into later default values');
    await asService('update later set id = 2');
    await asService('delete from later');
    for (const sql of [
      'create table mine (id int)',
      'create temporary table mine (id int)',
      'create schema mine',
      'create role mine',
      'drop table later',
      'truncate later',
      'alter table later add column more int',
      'delete from mikro_orm_migrations',
    ]) {
      await expect(asService(sql)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('can be repeated, and changes the password then', async () => {
    const next = 'another password of the service';
    expect(await migrate(withRole(next)).exited).toBe(0);
    await expect(asService('select 1')).rejects.toMatchObject({ code: '28P01' });
    expect((await query('select 1 as one', { user: role, password: next })).rows).toEqual([{ one: 1 }]);
    expect(await migrate(withRole()).exited).toBe(0);
    expect((await asService('select count(*)::int as count from mikro_orm_migrations')).rows[0].count).toBeGreaterThan(
      0,
    );
  }, 60_000);

  it('refuses to make the service a role with rights of its own', async () => {
    await asOwner('create role mighty createrole');
    for (const name of ['mighty', owner.DATABASE_USERNAME]) {
      const task = migrate({ ...withRole(), DATABASE_SERVICE_USERNAME: name });
      expect(await task.exited).toBe(1);
      expect(task.output()).toContain('a role with rights of its own');
    }
  }, 60_000);

  it('ends at once with 1 when it is refused, and after its time when nobody answers', async () => {
    const refused = migrate({ DATABASE_PASSWORD: 'wrong' });
    expect(await refused.exited).toBe(1);
    expect(refused.output()).toContain('password authentication failed');
    expect(refused.output()).not.toContain('waiting for');
    const alone = migrate({ DATABASE_URL: `postgres://127.0.0.1:${await freePort()}/posts`, MIGRATE_WAIT: '1' });
    expect(await alone.exited).toBe(1);
    expect(linesOf(alone).map(({ msg }) => msg)).toEqual(
      expect.arrayContaining(['waiting for the database', 'failed']),
    );
    expect(alone.output()).toContain('did not get ready in time');
    const unset = migrate({ DATABASE_URL: '', DATABASE_SERVICE_PASSWORD: 'short' });
    expect(await unset.exited).toBe(1);
    expect(linesOf(unset)[0]).toMatchObject({
      level: 60,
      err: { message: expect.stringMatching(/DATABASE_URL.*SERVICE/s) },
    });
  }, 60_000);
});
