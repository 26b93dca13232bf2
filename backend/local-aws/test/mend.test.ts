import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CreateTableCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import dynalite, { type Change, type Table } from 'dynalite/db/index.js';
import { mendTables } from '../src/dynamodb/mend.ts';
import { createClients } from './contexts.ts';
import { startForTest } from './start-for-test.ts';

describe('mendTables', () => {
  let dataDirectory: string;
  let path: string;

  /** Reads, and if wanted changes, the rows below dynalite. */
  async function rows(
    prefix: string,
    change?: (rows: Map<string, unknown>) => Change[],
  ): Promise<Map<string, unknown>> {
    const { db } = dynalite.create({ path });
    await db.open();
    const found = new Map<string, unknown>();
    for await (const [key, value] of db.iterator({ gte: prefix, lt: `${prefix}\u00ff` })) {
      found.set(key, value);
    }
    if (change) {
      await db.batch(change(found));
    }
    await db.close();
    return found;
  }

  beforeEach(async () => {
    dataDirectory = await mkdtemp(join(tmpdir(), 'local-aws-'));
    path = join(dataDirectory, 'dynamodb');
    const aws = await startForTest(dataDirectory);
    const { dynamodb } = createClients(aws);
    await dynamodb.send(
      new CreateTableCommand({
        TableName: 'things',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['id', 'pending'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'pending',
            KeySchema: [{ AttributeName: 'pending', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'KEYS_ONLY' },
          },
        ],
      }),
    );
    for (const id of ['a', 'b', 'c']) {
      const Item = { id: { S: id }, pending: { S: 'yes' }, more: { S: 'x' } };
      await dynamodb.send(new PutItemCommand({ TableName: 'things', Item }));
    }
    await aws.halt();
  });

  afterEach(() => rm(dataDirectory, { recursive: true, force: true }));

  it('changes nothing where all is well', async () => {
    const before = await rows('');
    await mendTables(path);
    expect(await rows('')).toEqual(before);
  });

  it('restores what an index lacks and removes what it has too much', async () => {
    const before = await rows('index-');
    expect(before.size).toBe(3);
    await rows('index-', (found) => {
      const [first = '', second = ''] = found.keys();
      return [
        { type: 'del', key: first },
        { type: 'put', key: second, value: { pending: { S: 'stale' } } },
        { type: 'put', key: `${second}0`, value: { id: { S: 'ghost' }, pending: { S: 'yes' } } },
      ];
    });
    await mendTables(path);
    expect(await rows('index-')).toEqual(before);
  });

  it('finishes tables that were being made or removed', async () => {
    const setStatus = (TableStatus: Table['TableStatus']) =>
      rows('table~', (found) =>
        [...found].map(([key, value]) => ({ type: 'put', key, value: { ...(value as Table), TableStatus } })),
      );
    await setStatus('CREATING');
    await mendTables(path);
    expect([...(await rows('table~')).values()]).toMatchObject([{ TableStatus: 'ACTIVE' }]);
    await setStatus('DELETING');
    await mendTables(path);
    expect((await rows('')).size).toBe(0);
  });
});
