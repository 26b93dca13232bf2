import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';

const Item = z.object({
  sessionId: z.string(),
  personId: z.string(),
  tokenFamily: z.string(),
  device: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  refreshes: z.number(),
  expiresAt: z.number(),
});

/** One signed-in device. Times are ISO 8601; `expiresAt` is in seconds since the epoch. */
export type SessionRecord = z.output<typeof Item>;

/** Sessions in DynamoDB, by person. */
export interface SessionsGateway {
  create(session: Omit<SessionRecord, 'expiresAt' | 'refreshes' | 'lastSeenAt'>): Promise<void>;
  find(personId: string, sessionId: string): Promise<SessionRecord | undefined>;
  list(personId: string): Promise<SessionRecord[]>;
  /** Moves the count of refreshes on by one; false when somebody else just did. */
  countRefresh(session: SessionRecord): Promise<boolean>;
  remove(personId: string, sessionId: string): Promise<void>;
  removeAll(personId: string): Promise<void>;
}

/** As long as Cognito's refresh tokens live. */
const lifeSeconds = 30 * 24 * 3600;

export function createSessionsGateway(dynamo: DynamoDBDocumentClient, table: string): SessionsGateway {
  const TableName = table;
  const keyOf = (personId: string, sessionId: string) => ({ pk: `PERSON#${personId}`, sk: `SESSION#${sessionId}` });
  const now = (): number => Math.floor(Date.now() / 1000);
  const list = async (personId: string): Promise<SessionRecord[]> => {
    const { Items } = await dynamo.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': `PERSON#${personId}`, ':prefix': 'SESSION#' },
        ConsistentRead: true,
      }),
    );
    return (Items ?? []).map((item) => Item.parse(item)).filter((session) => session.expiresAt > now());
  };
  const remove = async (personId: string, sessionId: string): Promise<void> => {
    await dynamo.send(new DeleteCommand({ TableName, Key: keyOf(personId, sessionId) }));
  };
  return {
    list,
    remove,
    create: async (session) => {
      const item = { ...session, lastSeenAt: session.createdAt, refreshes: 0, expiresAt: now() + lifeSeconds };
      await dynamo.send(
        new PutCommand({ TableName, Item: { ...keyOf(session.personId, session.sessionId), ...item } }),
      );
    },
    find: async (personId, sessionId) => {
      const { Item: item } = await dynamo.send(
        new GetCommand({ TableName, Key: keyOf(personId, sessionId), ConsistentRead: true }),
      );
      const session = item && Item.parse(item);
      return session && session.expiresAt > now() ? session : undefined;
    },
    countRefresh: async (session) => {
      try {
        await dynamo.send(
          new UpdateCommand({
            TableName,
            Key: keyOf(session.personId, session.sessionId),
            UpdateExpression: 'SET refreshes = :next, lastSeenAt = :at',
            ConditionExpression: 'refreshes = :current',
            ExpressionAttributeValues: {
              ':current': session.refreshes,
              ':next': session.refreshes + 1,
              ':at': new Date().toISOString(),
            },
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) {
          return false;
        }
        throw error;
      }
    },
    removeAll: async (personId) => {
      for (const session of await list(personId)) {
        await remove(personId, session.sessionId);
      }
    },
  };
}
