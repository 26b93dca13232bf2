import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { v7 as uuidv7 } from 'uuid';
import type { IdempotencyStore } from '@tintype/http';
import { createDynamoIdempotency, ensureTable, onceOnly, rememberedTable } from './index.ts';
import { epochSeconds } from './remembered.ts';
import { startDynamo } from '../test/dynamo.ts';
import type { TestDynamo } from '../test/dynamo.ts';

const table = rememberedTable('remembered');
let server: TestDynamo;
let store: IdempotencyStore;

beforeAll(async () => {
  server = await startDynamo();
  await ensureTable(server.clients, table);
  store = createDynamoIdempotency(server.clients.dynamo(), table.name);
});

afterAll(() => server.close());

/** DynamoDB removes expired items hours later; until then they are still there. */
async function expire(id: string): Promise<void> {
  await server.clients.dynamo().send(
    new UpdateCommand({
      TableName: table.name,
      Key: { id },
      UpdateExpression: 'SET expiresAt = :past',
      ExpressionAttributeValues: { ':past': epochSeconds(-1) },
    }),
  );
}

describe('createDynamoIdempotency', () => {
  it('lets one of many requests with the same key be first, and tells the others of it', async () => {
    const records = Array.from({ length: 20 }, () => ({ fingerprint: 'f', resourceId: uuidv7() }));
    const answers = await Promise.all(records.map((record) => store.reserve('many', record)));
    const winner = records[answers.indexOf(undefined)];
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
    expect(answers.filter((answer) => answer?.resourceId === winner?.resourceId)).toHaveLength(19);
  });

  it('repeats the answer to the letter', async () => {
    await store.reserve('answered', { fingerprint: 'f', resourceId: 'r' });
    const body = JSON.stringify({ text: `' " \\ ü 🎞 \n` });
    await store.complete('answered', 201, body);
    const repeated = await store.reserve('answered', { fingerprint: 'other', resourceId: 'other' });
    expect(repeated).toEqual({ fingerprint: 'f', resourceId: 'r', status: 201, body });
  });

  it('forgets a key that was released or has expired', async () => {
    await store.reserve('short', { fingerprint: 'f', resourceId: 'r' });
    await store.release('short');
    expect(await store.reserve('short', { fingerprint: 'g', resourceId: 's' })).toBeUndefined();
    await store.complete('short', 201, '{}');
    await expire('idempotency#short');
    expect(await store.reserve('short', { fingerprint: 'h', resourceId: 't' })).toBeUndefined();
    expect(await store.reserve('short', { fingerprint: 'h', resourceId: 'u' })).toEqual({
      fingerprint: 'h',
      resourceId: 't',
    });
  });
});

describe('onceOnly', () => {
  const once = (eventId: string, work: () => Promise<void>): Promise<boolean> =>
    onceOnly(server.clients.dynamo(), table.name, 'test', eventId, work);
  const nothing = async (): Promise<void> => undefined;

  it('does the work once, and asks for another try while another copy is at it', async () => {
    const eventId = uuidv7();
    let done = 0;
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => once(eventId, async () => void (done += 1))),
    );
    expect(results.filter((result) => result.status === 'fulfilled' && result.value)).toHaveLength(1);
    expect(done).toBe(1);
    expect(await once(eventId, nothing)).toBe(false);
  });

  it('does it again after it failed, and after the process died within it', async () => {
    const eventId = uuidv7();
    await expect(once(eventId, () => Promise.reject(new Error('not now')))).rejects.toThrow('not now');
    await new Promise<void>((resolve) => void once(eventId, () => new Promise(() => resolve())));
    await expect(once(eventId, nothing)).rejects.toThrow(/being dealt with/);
    await expire(`inbox#test#${eventId}`);
    expect(await once(eventId, nothing)).toBe(true);
    expect(await once(eventId, nothing)).toBe(false);
  });
});
