import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { raw } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import { isReady, runMigrations } from './index.ts';
import { Note, startDatabase } from '../test/database.ts';
import type { TestDatabase } from '../test/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await startDatabase({ migrate: false });
});

afterAll(() => database.close());

describe('runMigrations', () => {
  it('migrates once when replicas start together, and does nothing the next time', async () => {
    const orms = await Promise.all(Array.from({ length: 4 }, () => database.connect()));
    await Promise.all(orms.map(runMigrations));
    await runMigrations(database.orm);
    expect(await database.query('select name from mikro_orm_migrations')).toEqual([{ name: 'FirstMigration' }]);
  });

  it('makes the tables that the entities describe', async () => {
    expect(await database.orm.schema.getUpdateSchemaSQL()).toBe('');
  });
});

describe('createOrm', () => {
  const busy = { name: 'AppError', status: 503, code: 'unavailable' };

  it('answers 503 when every connection is taken, in and outside of transactions', async () => {
    const orm = await database.connect({ maxConnections: 1 });
    await orm.em.fork().transactional(async () => {
      const other = orm.em.fork({ disableContextResolution: true });
      await expect(other.execute('select 1')).rejects.toMatchObject(busy);
      await expect(orm.em.fork({ disableContextResolution: true }).begin()).rejects.toMatchObject(busy);
    });
    await orm.em.fork().execute('select 1');
  });

  it('answers 503 when a statement takes too long', async () => {
    const em = database.orm.em.fork();
    const slow = em.transactional(async (transaction) => {
      await transaction.execute(`set local statement_timeout = 20`);
      await transaction.execute(`select pg_sleep(5)`);
    });
    await expect(slow).rejects.toMatchObject(busy);
  });

  it('answers 503 when the connection breaks at COMMIT, and gives its place in the pool back', async () => {
    const orm = await database.connect({ maxConnections: 1 });
    await database.query(`create function cut() returns trigger language plpgsql
                            as 'begin perform pg_terminate_backend(pg_backend_pid()); return new; end'`);
    await database.query(`create constraint trigger cuts after insert on notes deferrable initially deferred
                            for each row execute function cut()`);
    for (let time = 0; time < 2; time += 1) {
      const commit = orm.em.fork().transactional(async (em) => {
        em.create(Note, { id: uuidv7() }, { persist: true });
        await em.flush();
      });
      await expect(commit).rejects.toMatchObject(busy);
    }
    await database.query(`drop function cut cascade`);
    expect(await orm.em.fork().execute('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('answers 503 when a query of the builder, or one on the pool, is cut short', async () => {
    await database.query(`insert into notes values ('${uuidv7()}')`);
    const built = database.orm.em.fork().transactional(async (em) => {
      await em.execute(`set local statement_timeout = 50`);
      await em.createQueryBuilder(Note).select(raw('pg_sleep(5)')).execute();
    });
    await expect(built).rejects.toMatchObject(busy);
    const killed = database.query(`select pg_terminate_backend(pg_backend_pid())`);
    await expect(killed).rejects.toMatchObject(busy);
  });

  it('says that the database is away when a connection breaks without a word, on the pool and in a transaction', async () => {
    const sleeping = `select pid from pg_stat_activity where query like '%pg_sleep(20)%' and pid <> pg_backend_pid()`;
    const orm = await database.connect();
    const asked = [
      () => database.query('select pg_sleep(20)'),
      () => orm.em.fork().transactional((em) => em.execute('select pg_sleep(20)')),
    ];
    for (const ask of asked) {
      const cut = ask().catch((error: unknown) => error);
      let [backend] = await database.query<{ pid: number }>(sleeping);
      while (!backend) {
        [backend] = await database.query<{ pid: number }>(sleeping);
      }
      // Postgres has no time for a farewell, and starts anew.
      process.kill(backend.pid, 'SIGKILL');
      expect(await cut).toMatchObject({ ...busy, isOutage: true });
      const deadline = Date.now() + 20_000;
      while (!(await isReady(database.orm)) && Date.now() < deadline) {
        await sleep(50);
      }
    }
  });

  it('keeps the transactions of two services in one process apart', async () => {
    const other = await database.connect();
    const id = uuidv7();
    await expect(
      database.orm.em.fork().transactional(async () => {
        const em = other.em.fork();
        em.create(Note, { id }, { persist: true });
        await em.flush();
        throw new Error('roll back');
      }),
    ).rejects.toThrow('roll back');
    expect(await database.query('select id from notes where id = $1', [id])).toEqual([{ id }]);
  });

  it('keeps times to the millisecond and in UTC', async () => {
    const at = new Date('2026-03-29T02:30:00.123Z');
    const [saved] = await database.orm.em
      .fork()
      .execute<{ at: string }[]>(`select (?::timestamptz(3)) at time zone 'UTC' as at`, [at]);
    expect(new Date(`${saved?.at}Z`)).toEqual(at);
  });
});

describe('isReady', () => {
  it('says whether the database answers', async () => {
    expect(await isReady(database.orm)).toBe(true);
    await database.postgres.stop();
    expect(await isReady(database.orm)).toBe(false);
    await expect(database.orm.em.fork().execute('select 1')).rejects.toMatchObject({ status: 503 });
  });
});
