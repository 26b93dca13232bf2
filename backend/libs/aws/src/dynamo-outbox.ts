import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { parseEvent } from '@tintype/events';
import type { AnyEvent, Outbox } from '@tintype/events';
import { pendingShard } from './pending-events.ts';
import type { TableDefinition } from './tables.ts';

type Key = Readonly<Record<string, unknown>>;
type Publish = (event: AnyEvent) => Promise<void>;

class MalformedEvent extends Error {}

const retryMilliseconds = 5_000;
const conflictTries = 20;

/**
 * The outbox of a service whose state is in DynamoDB: events wait in the item that they tell of (pendingAttributes,
 * pendingUpdate) and are found through the index `pending`. Nothing is claimed: two relays may publish the same event,
 * and consumers let the second pass.
 */
export function createDynamoOutbox(dynamo: DynamoDBDocumentClient, definition: TableDefinition): Outbox {
  const { name: TableName, key: keyNames } = definition;

  return {
    async drain(limit, publish) {
      const found = await dynamo.send(
        new QueryCommand({
          TableName,
          IndexName: 'pending',
          KeyConditionExpression: 'pendingShard = :shard and pendingSince <= :now',
          ExpressionAttributeValues: { ':shard': pendingShard, ':now': new Date().toISOString() },
          Limit: limit,
        }),
      );
      const keys = (found.Items ?? []).map((item): Key => {
        return Object.fromEntries(keyNames.filter((part) => part !== undefined).map((part) => [part, item[part]]));
      });
      const results = await Promise.allSettled(keys.map((key) => drainItem(dynamo, TableName, key, publish)));
      return results.reduce((sum, result) => {
        if (result.status === 'rejected') {
          throw result.reason;
        }
        return sum + result.value;
      }, 0);
    },
  };
}

/** Publishes what one item carries, in order up to the first that fails, and takes those events away. */
async function drainItem(
  dynamo: DynamoDBDocumentClient,
  TableName: string,
  key: Key,
  publish: Publish,
): Promise<number> {
  // The index lags behind the table; only the item itself says what is still waiting.
  const waiting = await readPending(dynamo, TableName, key);
  const published = new Set<string>();
  let malformed: unknown;
  for (const text of waiting.events) {
    try {
      await publish(toEvent(text));
      published.add(text);
    } catch (error) {
      malformed = error instanceof MalformedEvent ? error : undefined;
      await postpone(dynamo, TableName, key);
      break;
    }
  }
  if (published.size > 0) {
    await remove(dynamo, TableName, key, published);
  }
  // publish() has reported its own failures; this one nobody has seen yet.
  if (malformed !== undefined) {
    throw malformed;
  }
  return waiting.events.length;
}

function toEvent(text: string): AnyEvent {
  try {
    return parseEvent(JSON.parse(text));
  } catch (cause) {
    throw new MalformedEvent(`An event of the outbox does not fit the catalogue: ${text}`, { cause });
  }
}

async function readPending(
  dynamo: DynamoDBDocumentClient,
  TableName: string,
  key: Key,
): Promise<{ events: readonly string[]; isRemoval: boolean }> {
  const { Item } = await dynamo.send(
    new GetCommand({
      TableName,
      Key: key,
      ConsistentRead: true,
      ProjectionExpression: 'pendingEvents, pendingRemoval',
    }),
  );
  return {
    events: (Item?.['pendingEvents'] as string[] | undefined) ?? [],
    isRemoval: Item?.['pendingRemoval'] === true,
  };
}

/** Takes exactly the published events away; those that a command adds meanwhile stay. */
async function remove(
  dynamo: DynamoDBDocumentClient,
  TableName: string,
  key: Key,
  published: ReadonlySet<string>,
): Promise<void> {
  for (let tries = 0; tries < conflictTries; tries += 1) {
    const { events, isRemoval } = await readPending(dynamo, TableName, key);
    const remaining = events.filter((text) => !published.has(text));
    if (remaining.length === events.length) {
      return;
    }
    // Events are only ever appended or taken from the front: the same first one and the same number mean the same list.
    const request = {
      TableName,
      Key: key,
      ConditionExpression: 'pendingEvents[0] = :first AND size(pendingEvents) = :count',
    };
    const seen = { ':first': events[0], ':count': events.length };
    try {
      if (remaining.length > 0) {
        await dynamo.send(
          new UpdateCommand({
            ...request,
            UpdateExpression: 'SET pendingEvents = :remaining',
            ExpressionAttributeValues: { ...seen, ':remaining': remaining },
          }),
        );
      } else if (isRemoval) {
        await dynamo.send(new DeleteCommand({ ...request, ExpressionAttributeValues: seen }));
      } else {
        await dynamo.send(
          new UpdateCommand({
            ...request,
            UpdateExpression: 'REMOVE pendingEvents, pendingSince, pendingShard',
            ExpressionAttributeValues: seen,
          }),
        );
      }
      return;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) {
        throw error;
      }
    }
  }
  throw new Error(`Published events of ${JSON.stringify(key)} could not be marked: the item changes all the time.`);
}

/** Lets an item step aside, so that what cannot be published does not hold up the rest. */
async function postpone(dynamo: DynamoDBDocumentClient, TableName: string, key: Key): Promise<void> {
  try {
    await dynamo.send(
      new UpdateCommand({
        TableName,
        Key: key,
        UpdateExpression: 'SET pendingSince = :later',
        ConditionExpression: 'attribute_exists(pendingSince)',
        ExpressionAttributeValues: { ':later': new Date(Date.now() + retryMilliseconds).toISOString() },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) {
      throw error;
    }
  }
}
