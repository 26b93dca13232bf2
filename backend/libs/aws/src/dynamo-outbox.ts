import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { parseEvent } from '@tintype/events';
import type { AnyEvent, Outbox } from '@tintype/events';
import { pendingShard } from './pending-events.ts';
import { finish, postpone, readPending, takeAway } from './pending-item.ts';
import type { PendingItem } from './pending-item.ts';
import type { TableDefinition } from './tables.ts';

class MalformedEvent extends Error {}

const retryMilliseconds = 5_000;

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
      const results = await Promise.allSettled(
        (found.Items ?? []).map((listed) => {
          const names = keyNames.filter((name) => name !== undefined);
          const Key = Object.fromEntries(names.map((name) => [name, listed[name]]));
          return drainItem({ dynamo, TableName, Key }, publish);
        }),
      );
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
async function drainItem(item: PendingItem, publish: (event: AnyEvent) => Promise<void>): Promise<number> {
  const pending = await readPending(item);
  if (pending.events.length === 0) {
    // Listed without events: a relay stopped between its two steps.
    return pending.isListed && (await finish(item, pending)) ? 1 : 0;
  }
  const published = new Set<string>();
  let malformed: unknown;
  for (const text of pending.events) {
    try {
      await publish(toEvent(text));
      published.add(text);
    } catch (error) {
      malformed = error instanceof MalformedEvent ? error : undefined;
      await postpone(item, retryMilliseconds);
      break;
    }
  }
  if (published.size > 0) {
    await takeAway(item, pending, published);
  }
  // publish() has reported its own failures; this one nobody has seen yet.
  if (malformed !== undefined) {
    throw malformed;
  }
  return pending.events.length;
}

function toEvent(text: string): AnyEvent {
  try {
    return parseEvent(JSON.parse(text));
  } catch (cause) {
    throw new MalformedEvent(`An event of the outbox does not fit the catalogue: ${text}`, { cause });
  }
}
