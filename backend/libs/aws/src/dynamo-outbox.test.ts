import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { v7 as uuidv7 } from 'uuid';
import { createEvent } from '@tintype/events';
import type { AnyEvent, Outbox } from '@tintype/events';
import {
  createDynamoOutbox,
  ensureTable,
  pendingAttributes,
  pendingIndex,
  pendingRemoval,
  pendingUpdate,
} from './index.ts';
import type { PendingUpdate, TableDefinition } from './index.ts';
import { startDynamo } from '../test/dynamo.ts';
import type { TestDynamo } from '../test/dynamo.ts';

const table: TableDefinition = { name: 'photos', key: ['owner', 'id'], indexes: pendingIndex };
let server: TestDynamo;
let dynamo: DynamoDBDocumentClient;
let outbox: Outbox;

beforeAll(async () => {
  server = await startDynamo();
  dynamo = server.clients.dynamo();
  await Promise.all([ensureTable(server.clients, table), ensureTable(server.clients, table)]);
  await ensureTable(server.clients, table);
  outbox = createDynamoOutbox(dynamo, table);
});

afterAll(() => server.close());

const event = (): AnyEvent => createEvent('photo.deleted', { photoId: uuidv7(), ownerId: uuidv7() });
const keyOf = (id: string) => ({ owner: 'o', id });

async function put(events: readonly AnyEvent[]): Promise<string> {
  const id = uuidv7();
  await dynamo.send(new PutCommand({ TableName: table.name, Item: { ...keyOf(id), ...pendingAttributes(events) } }));
  return id;
}

async function update(id: string, pending: PendingUpdate): Promise<void> {
  await dynamo.send(
    new UpdateCommand({
      TableName: table.name,
      Key: keyOf(id),
      UpdateExpression: `SET title = :title, ${pending.set}`,
      ExpressionAttributeValues: { ':title': 'new', ...pending.values },
    }),
  );
}

async function read(id: string): Promise<Record<string, unknown> | undefined> {
  return (await dynamo.send(new GetCommand({ TableName: table.name, Key: keyOf(id), ConsistentRead: true }))).Item;
}

/** Drains until nothing is found; returns the ids in the order in which they were published. */
async function drainAll(): Promise<string[]> {
  const published: string[] = [];
  while ((await outbox.drain(10, async ({ id }) => void published.push(id))) > 0) {
    // There may be more.
  }
  return published;
}

describe('createDynamoOutbox', () => {
  it('publishes what new and changed items carry, in order, and leaves nothing of it behind', async () => {
    const events = [event(), event(), event()];
    const id = await put(events.slice(0, 1));
    await update(id, pendingUpdate(events.slice(1)));
    expect(await drainAll()).toEqual(events.map((each) => each.id));
    expect(await read(id)).toEqual({ ...keyOf(id), title: 'new' });
    expect(await outbox.drain(10, async () => undefined)).toBe(0);
  });

  it('marks what it published with one write when nothing came in between', async () => {
    const id = await put([event(), event()]);
    const sent: string[] = [];
    dynamo.middlewareStack.add(
      (next, context) => (args) => {
        sent.push(String(context.commandName));
        return next(args);
      },
      { step: 'initialize', name: 'recorder' },
    );
    await outbox.drain(10, async () => undefined);
    dynamo.middlewareStack.remove('recorder');
    expect(sent).toEqual(['QueryCommand', 'GetItemCommand', 'UpdateItemCommand']);
    expect(await read(id)).toEqual(keyOf(id));
  });

  it('keeps an event that a command adds while others are being published', async () => {
    const [first, second] = [event(), event()];
    const id = await put([first]);
    await outbox.drain(10, async () => update(id, pendingUpdate([second])));
    expect(await read(id)).toMatchObject({ pendingEvents: [JSON.stringify(second)] });
    expect(await drainAll()).toEqual([second.id]);
  });

  it('takes away only what was published when one of several fails, and lets the item step aside', async () => {
    const [first, second, third] = [event(), event(), event()];
    const [id, other] = [await put([first, second, third]), await put([event()])];
    const failing = async (each: AnyEvent): Promise<void> => {
      if (each.id === second.id) {
        throw new Error('the broker is away');
      }
    };
    await outbox.drain(10, failing);
    expect(await read(id)).toMatchObject({ pendingEvents: [second, third].map((each) => JSON.stringify(each)) });
    expect(await read(other)).toEqual(keyOf(other));
    expect(await drainAll()).toEqual([]);
    await dynamo.send(
      new UpdateCommand({
        TableName: table.name,
        Key: keyOf(id),
        UpdateExpression: 'SET pendingSince = :now',
        ExpressionAttributeValues: { ':now': new Date().toISOString() },
      }),
    );
    expect(await drainAll()).toEqual([second.id, third.id]);
  });

  it('deletes an item marked for removal once its events are out', async () => {
    const id = await put([]);
    await update(id, pendingRemoval([event()]));
    expect(await read(id)).toMatchObject({ pendingRemoval: true });
    expect(await drainAll()).toHaveLength(1);
    expect(await read(id)).toBeUndefined();
  });

  it('loses nothing between two relays and a busy command; repeats are all that may happen', async () => {
    const id = await put([event()]);
    await drainAll();
    const added: string[] = [];
    const published: string[] = [];
    const publish = async (each: AnyEvent): Promise<void> => void published.push(each.id);
    const command = (async () => {
      for (let index = 0; index < 40; index += 1) {
        const each = event();
        added.push(each.id);
        await update(id, pendingUpdate([each]));
      }
    })();
    const relay = async (): Promise<void> => {
      while (new Set(published).size < 40) {
        await createDynamoOutbox(dynamo, table).drain(10, publish);
      }
    };
    await Promise.all([command, relay(), relay()]);
    await drainAll();
    expect(new Set(published)).toEqual(new Set(added));
    expect(await read(id)).toEqual({ ...keyOf(id), title: 'new' });
  });

  it('clears up after a relay that stopped between taking events away and taking the item off the list', async () => {
    const id = await put([]);
    expect(await drainAll()).toEqual([]);
    expect(await read(id)).toEqual(keyOf(id));
  });

  it('tells of an event that does not fit the catalogue, and publishes those of other items', async () => {
    const id = await put([{ ...event(), name: 'photo.vanished' } as unknown as AnyEvent]);
    const other = await put([event()]);
    await expect(outbox.drain(10, async () => undefined)).rejects.toThrow(/does not fit the catalogue/);
    expect(await read(id)).toHaveProperty('pendingEvents');
    expect(await read(other)).toEqual(keyOf(other));
  });
});
