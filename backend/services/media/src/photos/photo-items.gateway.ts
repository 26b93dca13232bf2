import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient, QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { pendingIndex, pendingUpdate } from '@tintype/aws';
import type { TableDefinition } from '@tintype/aws';
import type { AnyEvent } from '@tintype/events';
import { errors } from '../errors.ts';
import { isClaimed } from './photo.entity.ts';
import type { Photo } from './photo.entity.ts';

/** A photo as it shall be, and what happened with that. */
export interface PhotoChange {
  readonly photo: Photo;
  readonly events?: readonly AnyEvent[];
}

/** The items of photos. Every method answers 503 when the table cannot be reached. */
export interface PhotoItems {
  /** Puts a new photo; returns the one that has its id already, if there is one. */
  begin(photo: Photo): Promise<Photo | undefined>;
  find(id: string): Promise<Photo | undefined>;
  /**
   * Reads a photo, lets `decide` say what it shall be, and writes that together with its events unless the photo changed
   * meanwhile; then it is read and decided again. Returns what is in the table afterwards; undefined when there is no photo.
   */
  change(id: string, decide: (photo: Photo) => PhotoChange | undefined): Promise<Photo | undefined>;
  /** How many photos a person has uploaded since then, deleted ones included. */
  countSince(ownerId: string, since: Date): Promise<number>;
  /** Ids of every photo of a person. */
  listOwned(ownerId: string): AsyncIterable<string>;
  /** Ids of photos that nothing claimed and that were created before then, oldest first. */
  listUnclaimed(before: Date): AsyncIterable<string>;
  /** Whether the table answers. */
  isThere(): Promise<boolean>;
}

/** The table of photos; Terraform declares the same. */
export function photoTable(name: string): TableDefinition {
  return {
    name,
    key: ['id'],
    indexes: {
      owner: { key: ['ownerId', 'createdAt'], projection: 'KEYS_ONLY' },
      unclaimed: { key: ['unclaimed', 'createdAt'], projection: 'KEYS_ONLY' },
      ...pendingIndex,
    },
  };
}

// The index `unclaimed` is sparse and small, so one partition is enough.
const unclaimed = 'unclaimed';
const conflictTries = 20;
/** A tombstone stays long enough for repeats and late events to meet it. */
const tombstoneSeconds = 30 * 24 * 3600;

/** Keeps photos in DynamoDB. */
export function createPhotoItems(dynamo: DynamoDBDocumentClient, TableName: string): PhotoItems {
  const find = async (id: string): Promise<Photo | undefined> => {
    const { Item } = await reach(dynamo.send(new GetCommand({ TableName, Key: { id }, ConsistentRead: true })));
    return Item as Photo | undefined;
  };
  async function* listIds(query: Omit<QueryCommandInput, 'TableName'>): AsyncIterable<string> {
    let ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey'];
    do {
      const page = await reach(dynamo.send(new QueryCommand({ TableName, ...query, ExclusiveStartKey })));
      yield* (page.Items ?? []).map((item) => String(item['id']));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }
  return {
    find,
    begin: async (photo) => {
      const put = new PutCommand({
        TableName,
        Item: { ...photo, unclaimed },
        ConditionExpression: 'attribute_not_exists(id)',
      });
      return (await written(dynamo.send(put))) ? undefined : find(photo.id);
    },
    change: async (id, decide) => {
      for (let tries = 0; tries < conflictTries; tries += 1) {
        const photo = await find(id);
        const change = photo && decide(photo);
        if (!photo || !change || (change.photo === photo && !change.events)) {
          return photo;
        }
        const next = { ...change.photo, revision: photo.revision + 1 };
        if (await written(dynamo.send(updateOf(TableName, photo.revision, next, change.events ?? [])))) {
          return next;
        }
      }
      throw errors.storeAway(new Error(`Photo ${id} changes all the time.`));
    },
    countSince: async (ownerId, since) => {
      const answer = await reach(
        dynamo.send(
          new QueryCommand({
            TableName,
            IndexName: 'owner',
            Select: 'COUNT',
            KeyConditionExpression: 'ownerId = :ownerId and createdAt >= :since',
            ExpressionAttributeValues: { ':ownerId': ownerId, ':since': since.toISOString() },
          }),
        ),
      );
      return answer.Count ?? 0;
    },
    isThere: async () => (await find('none')) === undefined,
    listOwned: (ownerId) =>
      listIds({
        IndexName: 'owner',
        KeyConditionExpression: 'ownerId = :ownerId',
        ExpressionAttributeValues: { ':ownerId': ownerId },
      }),
    listUnclaimed: (before) =>
      listIds({
        IndexName: 'unclaimed',
        KeyConditionExpression: 'unclaimed = :unclaimed and createdAt < :before',
        ExpressionAttributeValues: { ':unclaimed': unclaimed, ':before': before.toISOString() },
      }),
  };
}

function updateOf(TableName: string, seen: number, photo: Photo, events: readonly AnyEvent[]): UpdateCommand {
  const isSwept =
    photo.state === 'storing' || photo.state === 'deleting' || (photo.state === 'ready' && !isClaimed(photo));
  const pending = events.length > 0 ? pendingUpdate(events) : { set: '', values: {} };
  const isTombstone = photo.state === 'deleted';
  const set = [
    '#state = :state, claims = :claims, changes = :changes, revision = :revision',
    isSwept ? 'unclaimed = :unclaimed' : '',
    isTombstone ? 'expiresAt = :expiresAt' : '',
    pending.set,
  ];
  return new UpdateCommand({
    TableName,
    Key: { id: photo.id },
    ConditionExpression: 'revision = :seen',
    UpdateExpression: `SET ${set.filter((part) => part !== '').join(', ')}${isSwept ? '' : ' REMOVE unclaimed'}`,
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: {
      ':seen': seen,
      ':state': photo.state,
      ':claims': photo.claims,
      ':changes': photo.changes,
      ':revision': photo.revision,
      ...(isSwept && { ':unclaimed': unclaimed }),
      ...(isTombstone && { ':expiresAt': Math.floor(Date.now() / 1000) + tombstoneSeconds }),
      ...pending.values,
    },
  });
}

/** Whether a conditional write was made. */
async function written(sent: Promise<unknown>): Promise<boolean> {
  try {
    await sent;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) {
      return false;
    }
    throw errors.storeAway(error);
  }
}

async function reach<T>(sent: Promise<T>): Promise<T> {
  try {
    return await sent;
  } catch (error) {
    throw errors.storeAway(error);
  }
}
