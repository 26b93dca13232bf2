import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expiryAfter, ifHolds, isExpired } from '../table.gateway.ts';
import type { Table } from '../table.gateway.ts';
import type { NotificationItem } from './notification.entity.ts';

/** Everybody's history, newest first, and up to where it was read. */
export interface History {
  /** Adds a notification; false when it was there. */
  add(item: NotificationItem): Promise<boolean>;
  find(personId: string, id: string): Promise<NotificationItem | undefined>;
  /** Up to `limit` notifications between two ids, both exclusive. */
  page(
    personId: string,
    range: { before?: string | undefined; after?: string | undefined; limit: number },
  ): Promise<NotificationItem[]>;
  readUpTo(personId: string): Promise<string | undefined>;
  /** Moves the marker forward; never back. */
  markRead(personId: string, upTo: string): Promise<void>;
  /** Whether this event is the one that may tell of something that is told once in so many days. */
  claimOnce(personId: string, topic: string, eventId: string, days: number): Promise<boolean>;
}

const keptDays = 180;
const prefix = 'N#';

/** Keeps histories in the table: `N#<id>` below the person, and a marker. */
export function createHistory({ dynamo, name: TableName }: Table): History {
  return {
    add: (item) =>
      ifHolds(
        dynamo.send(
          new PutCommand({
            TableName,
            Item: { pk: item.personId, sk: prefix + item.id, ...item, expiresAt: expiryAfter(keptDays) },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      ),
    find: async (personId, id) => {
      const { Item } = await dynamo.send(
        new GetCommand({ TableName, Key: { pk: personId, sk: prefix + id }, ConsistentRead: true }),
      );
      return Item && !isExpired(Item) ? toNotification(Item) : undefined;
    },
    page: async (personId, { before, after, limit }) => {
      // `between` includes both ends; a character that sorts below or above every id makes them exclusive.
      const from = after === undefined ? prefix : `${prefix}${after}!`;
      const to = before === undefined ? `${prefix}~` : `${prefix}${before}`;
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :person and sk between :from and :to',
          ExpressionAttributeValues: { ':person': personId, ':from': from, ':to': to },
          ScanIndexForward: false,
          Limit: before === undefined ? limit : limit + 1,
          ConsistentRead: true,
        }),
      );
      return Items.filter((item) => item['id'] !== before && !isExpired(item))
        .map(toNotification)
        .slice(0, limit);
    },
    readUpTo: async (personId) => {
      const { Item } = await dynamo.send(
        new GetCommand({ TableName, Key: { pk: personId, sk: 'READ' }, ConsistentRead: true }),
      );
      return Item?.['upTo'] as string | undefined;
    },
    markRead: async (personId, upTo) => {
      await ifHolds(
        dynamo.send(
          new UpdateCommand({
            TableName,
            Key: { pk: personId, sk: 'READ' },
            UpdateExpression: 'SET upTo = :upTo',
            ConditionExpression: 'attribute_not_exists(upTo) or upTo < :upTo',
            ExpressionAttributeValues: { ':upTo': upTo },
          }),
        ),
      );
    },
    claimOnce: (personId, topic, eventId, days) =>
      ifHolds(
        dynamo.send(
          new PutCommand({
            TableName,
            Item: { pk: personId, sk: `ONCE#${topic}`, eventId, expiresAt: expiryAfter(days) },
            // The same event may claim again: it may have died between the claim and the notification.
            ConditionExpression: 'attribute_not_exists(pk) or eventId = :eventId or expiresAt <= :now',
            ExpressionAttributeValues: { ':eventId': eventId, ':now': Math.floor(Date.now() / 1000) },
          }),
        ),
      ),
  };
}

function toNotification(item: Readonly<Record<string, unknown>>): NotificationItem {
  return {
    id: item['id'] as string,
    personId: item['personId'] as string,
    kind: item['kind'] as NotificationItem['kind'],
    actorId: item['actorId'] as string,
    postId: item['postId'] as string | undefined,
    createdAt: item['createdAt'] as string,
  };
}
