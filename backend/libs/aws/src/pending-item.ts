import { DeleteCommand, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { holds } from './conditional.ts';

/** An item with events, by its table and key. */
export interface PendingItem {
  readonly dynamo: DynamoDBDocumentClient;
  readonly TableName: string;
  readonly Key: Readonly<Record<string, unknown>>;
}

/** What waits in an item right now. */
export interface Pending {
  readonly events: readonly string[];
  readonly isRemoval: boolean;
  /** Whether the index leads to it. */
  readonly isListed: boolean;
}

const conflictTries = 20;

/** Reads what waits in an item, from the item itself: the index lags behind. */
export async function readPending({ dynamo, TableName, Key }: PendingItem): Promise<Pending> {
  const ProjectionExpression = 'pendingEvents, pendingRemoval, pendingSince';
  const { Item } = await dynamo.send(new GetCommand({ TableName, Key, ConsistentRead: true, ProjectionExpression }));
  return {
    events: (Item?.['pendingEvents'] as string[] | undefined) ?? [],
    isRemoval: Item?.['pendingRemoval'] === true,
    isListed: Item?.['pendingSince'] !== undefined,
  };
}

/** Takes exactly the published events away, whatever commands add and other relays take meanwhile. */
export async function takeAway(item: PendingItem, seen: Pending, published: ReadonlySet<string>): Promise<void> {
  let pending = seen;
  let conflicts = 0;
  while (conflicts < conflictTries) {
    // The usual case is this one write: all published, nothing added.
    if (pending.events.every((text) => published.has(text)) && (await finish(item, pending))) {
      return;
    }
    const [first] = pending.events;
    if (first === undefined || !published.has(first)) {
      return;
    }
    if (await removeFirst(item, first)) {
      pending = { ...pending, events: pending.events.slice(1) };
    } else {
      conflicts += 1;
      pending = await readPending(item);
    }
  }
  throw new Error(`Published events of ${JSON.stringify(item.Key)} could not be marked: they change all the time.`);
}

/** Takes an item out of the index, or deletes it if it is to go; false when its events are no longer those. */
export async function finish({ dynamo, TableName, Key }: PendingItem, pending: Pending): Promise<boolean> {
  const [first] = pending.events;
  const request = {
    TableName,
    Key,
    // Events are only ever appended or taken from the front: the same first one and the same number mean the same list.
    // Lists as a whole are not compared, because dynalite cannot.
    ConditionExpression:
      first === undefined
        ? 'size(pendingEvents) = :count'
        : 'pendingEvents[0] = :first and size(pendingEvents) = :count',
    ExpressionAttributeValues: { ':count': pending.events.length, ...(first !== undefined && { ':first': first }) },
  };
  const UpdateExpression = 'REMOVE pendingEvents, pendingSince, pendingShard';
  return holds(
    pending.isRemoval
      ? dynamo.send(new DeleteCommand(request))
      : dynamo.send(new UpdateCommand({ ...request, UpdateExpression })),
  );
}

/** Lets an item step aside, so that what cannot be published does not hold up the rest. */
export async function postpone({ dynamo, TableName, Key }: PendingItem, milliseconds: number): Promise<void> {
  await holds(
    dynamo.send(
      new UpdateCommand({
        TableName,
        Key,
        UpdateExpression: 'SET pendingSince = :later',
        ConditionExpression: 'attribute_exists(pendingSince)',
        ExpressionAttributeValues: { ':later': new Date(Date.now() + milliseconds).toISOString() },
      }),
    ),
  );
}

/**
 * Commands only append, so removing the first does not mind what they add. One at a time: dynalite counts the indexes
 * of several removals anew after each.
 */
async function removeFirst({ dynamo, TableName, Key }: PendingItem, text: string): Promise<boolean> {
  return holds(
    dynamo.send(
      new UpdateCommand({
        TableName,
        Key,
        UpdateExpression: 'REMOVE pendingEvents[0]',
        ConditionExpression: 'pendingEvents[0] = :text',
        ExpressionAttributeValues: { ':text': text },
      }),
    ),
  );
}
