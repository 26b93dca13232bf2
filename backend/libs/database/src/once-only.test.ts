import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import type { IdempotencyStore } from '@tintype/http';
import { createPostgresIdempotency, onceOnly } from './index.ts';
import { Note, startDatabase } from '../test/database.ts';
import type { TestDatabase } from '../test/database.ts';

let database: TestDatabase;
let store: IdempotencyStore;

beforeAll(async () => {
  database = await startDatabase();
  store = createPostgresIdempotency(database.orm);
});

beforeEach(() => database.truncate());

afterAll(() => database.close());

describe('onceOnly', () => {
  it('does the work for one of many copies that arrive together', async () => {
    const eventId = uuidv7();
    const results = await Promise.all(
      Array.from({ length: 5 }, () =>
        onceOnly(database.orm.em.fork(), 'test', eventId, async (em) => {
          await sleep(20);
          em.create(Note, { id: uuidv7() }, { persist: true });
        }),
      ),
    );
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await database.query('select id from notes')).toHaveLength(1);
  });

  it('leaves nothing behind when the work fails, so that the next try does it', async () => {
    const eventId = uuidv7();
    const failing = onceOnly(database.orm.em.fork(), 'test', eventId, async (em) => {
      em.create(Note, { id: uuidv7() }, { persist: true });
      await em.flush();
      throw new Error('not now');
    });
    await expect(failing).rejects.toThrow('not now');
    expect(await database.query('select id from notes')).toHaveLength(0);
    expect(await onceOnly(database.orm.em.fork(), 'test', eventId, async () => undefined)).toBe(true);
    expect(await onceOnly(database.orm.em.fork(), 'test', eventId, async () => undefined)).toBe(false);
  });

  it('keeps consumers apart', async () => {
    const eventId = uuidv7();
    expect(await onceOnly(database.orm.em.fork(), 'one', eventId, async () => undefined)).toBe(true);
    expect(await onceOnly(database.orm.em.fork(), 'two', eventId, async () => undefined)).toBe(true);
  });
});

describe('createPostgresIdempotency', () => {
  it('lets one of many requests with the same key be first, and tells the others of it', async () => {
    const records = Array.from({ length: 20 }, () => ({ fingerprint: 'f', resourceId: uuidv7() }));
    const answers = await Promise.all(records.map((record) => store.reserve('key', record)));
    const winner = records[answers.indexOf(undefined)];
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
    expect(answers.filter((answer) => answer?.resourceId === winner?.resourceId)).toHaveLength(19);
  });

  it('repeats the answer to the letter', async () => {
    await store.reserve('key', { fingerprint: 'f', resourceId: 'r' });
    const body = JSON.stringify({ text: `? ?? $1 ' " \\ \\' ; ü 🎞 \n` });
    await store.complete('key', 201, body);
    const repeated = await store.reserve('key', { fingerprint: 'other', resourceId: 'other' });
    expect(repeated).toEqual({ fingerprint: 'f', resourceId: 'r', status: 201, body });
  });

  it('forgets a key that was released or is a day old', async () => {
    await store.reserve('key', { fingerprint: 'f', resourceId: 'r' });
    await store.release('key');
    expect(await store.reserve('key', { fingerprint: 'g', resourceId: 's' })).toBeUndefined();
    await store.complete('key', 201, '{}');
    await database.query(`update idempotency_keys set expires_at = now()`);
    expect(await store.reserve('key', { fingerprint: 'h', resourceId: 't' })).toBeUndefined();
    expect(await store.reserve('key', { fingerprint: 'h', resourceId: 'u' })).toEqual({
      fingerprint: 'h',
      resourceId: 't',
    });
  });
});
