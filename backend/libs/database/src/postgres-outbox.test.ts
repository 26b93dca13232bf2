import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { startRelay } from '@tintype/events';
import type { AnyEvent } from '@tintype/events';
import { silentLogger } from '@tintype/logger';
import { createPostgresOutbox, onceOnly, recordEvent, wakeOnCommit } from './index.ts';
import { Note, startDatabase } from '../test/database.ts';
import type { TestDatabase } from '../test/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await startDatabase();
});

beforeEach(() => database.truncate());

afterAll(() => database.close());

async function record(count: number): Promise<void> {
  const em = database.orm.em.fork();
  for (let index = 0; index < count; index += 1) {
    recordEvent(em, 'user.deleted', { userId: uuidv7() });
  }
  await em.flush();
}

async function unpublished(): Promise<number> {
  const [row] = await database.query<{ count: string }>('select count(*) from outbox where published_at is null');
  return Number(row?.count);
}

describe('recordEvent', () => {
  it('commits the event together with the change, and not without it', async () => {
    const id = uuidv7();
    const em = database.orm.em.fork();
    em.create(Note, { id }, { persist: true });
    recordEvent(em, 'user.deleted', { userId: id });
    await em.flush();
    expect(await unpublished()).toBe(1);
    const again = database.orm.em.fork();
    again.create(Note, { id }, { persist: true });
    recordEvent(again, 'user.deleted', { userId: id });
    await expect(again.flush()).rejects.toThrow(/duplicate/);
    expect(await unpublished()).toBe(1);
  });

  it('refuses a payload that does not fit the catalogue', () => {
    const em = database.orm.em.fork();
    expect(() => recordEvent(em, 'user.deleted', { userId: 'nobody' })).toThrow(/userId/);
  });
});

describe('createPostgresOutbox', () => {
  it('shares the rows among relays, each row once', async () => {
    await record(1_000);
    const published: string[] = [];
    const relays = [database.orm, await database.connect(), await database.connect()];
    const begun = new Set<unknown>();
    const allHaveBegun = Promise.withResolvers<void>();
    await Promise.all(
      relays.map(async (orm) => {
        const outbox = createPostgresOutbox(orm);
        const publish = async ({ id }: AnyEvent): Promise<void> => {
          if (begun.add(orm).size === relays.length) {
            allHaveBegun.resolve();
          }
          // Nobody finishes a batch before everybody has one.
          await allHaveBegun.promise;
          published.push(id);
        };
        for (let count = -1; count !== 0;) {
          count = await outbox.drain(50, publish);
        }
      }),
    );
    expect(published.length).toBe(1_000);
    expect(new Set(published).size).toBe(1_000);
    expect(await unpublished()).toBe(0);
  });

  it('does not skip an event whose transaction commits after later ones', async () => {
    const outbox = createPostgresOutbox(database.orm);
    const published: string[] = [];
    const publish = async ({ payload }: AnyEvent): Promise<void> => {
      published.push('userId' in payload ? payload.userId : '');
    };
    const [slow, quick] = [uuidv7(), uuidv7()];
    await database.orm.em.fork().transactional(async (em) => {
      recordEvent(em, 'user.deleted', { userId: slow });
      await em.flush();
      const other = database.orm.em.fork({ keepTransactionContext: false, disableContextResolution: true });
      recordEvent(other, 'user.deleted', { userId: quick });
      await other.flush();
      await outbox.drain(10, publish);
      expect(published).toEqual([quick]);
    });
    await outbox.drain(10, publish);
    expect(published).toEqual([quick, slow]);
  });

  it('keeps what could not be published, and lets what comes after it pass', async () => {
    await record(3);
    const [first] = await database.query<{ id: string }>('select id from outbox order by id limit 1');
    const outbox = createPostgresOutbox(database.orm);
    let tries = 0;
    const publish = async ({ id }: AnyEvent): Promise<void> => {
      if (id === first?.id && (tries += 1) < 3) {
        throw new Error('the broker is away');
      }
    };
    expect(await outbox.drain(2, publish)).toBe(2);
    expect(await outbox.drain(2, publish)).toBe(1);
    expect(await unpublished()).toBe(1);
    expect(await outbox.drain(2, publish)).toBe(0);
    const relay = startRelay(outbox, { publish }, { logger: silentLogger, pollMilliseconds: 20 });
    const deadline = Date.now() + 5_000;
    while ((await unpublished()) > 0 && Date.now() < deadline) {
      await sleep(20);
    }
    await relay.close();
    expect(tries).toBe(3);
    expect(await unpublished()).toBe(0);
  });

  it('publishes again after a crash between publishing and marking; the inbox makes it one effect', async () => {
    await record(5);
    const effects: string[] = [];
    const publish = async ({ id }: AnyEvent): Promise<void> => {
      await onceOnly(database.orm.em.fork(), 'test', id, async () => void effects.push(id));
    };
    const dying = await database.connect();
    const drain = createPostgresOutbox(dying).drain(10, async (event) => {
      await publish(event);
      await database.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction' and query like '%from outbox%'`,
      );
    });
    await expect(drain).rejects.toThrow();
    expect(await unpublished()).toBe(5);
    expect(await createPostgresOutbox(database.orm).drain(10, publish)).toBe(5);
    expect(await unpublished()).toBe(0);
    expect(effects.length).toBe(5);
  });

  it('tells of an event that does not fit the catalogue, and publishes the others', async () => {
    await record(2);
    await database.query(
      `insert into outbox (id, name, payload, request_id, at) values ($1, 'user.vanished', '{}', 'r', now())`,
      [uuidv7()],
    );
    const published: string[] = [];
    const drain = createPostgresOutbox(database.orm).drain(10, async ({ id }) => void published.push(id));
    await expect(drain).rejects.toThrow(/do not fit the catalogue/);
    expect(published.length).toBe(2);
    expect(await unpublished()).toBe(1);
  });

  it('sweeps what was published a day ago, and nothing that waits', async () => {
    await record(2);
    await database.query(`update outbox set at = now() - interval '3 days'`);
    await database.query(
      `update outbox set published_at = now() - interval '25 hours' where id = (select id from outbox limit 1)`,
    );
    await createPostgresOutbox(database.orm).drain(10, async () => Promise.reject(new Error('away')));
    expect(await unpublished()).toBe(1);
    expect(await database.query('select id from outbox')).toHaveLength(1);
  });

  it('restores the event as it was recorded', async () => {
    const userId = uuidv7();
    const em = database.orm.em.fork();
    const before = Date.now();
    recordEvent(em, 'session.revoked', { userId, before: '2026-01-02T03:04:05.678Z' });
    await em.flush();
    let restored: AnyEvent | undefined;
    await createPostgresOutbox(database.orm).drain(1, async (event) => void (restored = event));
    expect(restored).toMatchObject({
      name: 'session.revoked',
      payload: { userId, before: '2026-01-02T03:04:05.678Z' },
    });
    expect(Date.parse(restored?.at ?? '')).toBeGreaterThanOrEqual(before);
  });
});

describe('wakeOnCommit', () => {
  it('wakes the relay after the commit of an event, and for nothing else', async () => {
    const orm = await database.connect();
    let woken = 0;
    wakeOnCommit(orm, { wake: () => void (woken += 1) });
    const em = orm.em.fork();
    em.create(Note, { id: uuidv7() }, { persist: true });
    await em.flush();
    expect(woken).toBe(0);
    await orm.em.fork().transactional(async (transaction) => {
      recordEvent(transaction, 'user.deleted', { userId: uuidv7() });
      await transaction.flush();
      expect(woken).toBe(0);
    });
    expect(woken).toBeGreaterThan(0);
  });
});
