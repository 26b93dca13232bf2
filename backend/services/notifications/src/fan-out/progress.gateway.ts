import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expiryAfter } from '../table.gateway.ts';
import type { Table } from '../table.gateway.ts';

/** How far telling all followers of a post has come, so that a retry goes on instead of starting over. */
export interface FanOutProgress {
  load(eventId: string): Promise<{ after: string; isDone: boolean }>;
  save(eventId: string, progress: { after: string; isDone: boolean }): Promise<void>;
}

const keptDays = 14;
const sk = 'PROGRESS';

/** Keeps progress in the table, below the event. */
export function createFanOutProgress({ dynamo, name: TableName }: Table): FanOutProgress {
  return {
    load: async (eventId) => {
      const { Item } = await dynamo.send(
        new GetCommand({ TableName, Key: { pk: `event#${eventId}`, sk }, ConsistentRead: true }),
      );
      return { after: (Item?.['after'] as string | undefined) ?? '', isDone: Item?.['isDone'] === true };
    },
    save: async (eventId, progress) => {
      await dynamo.send(
        new PutCommand({
          TableName,
          Item: { pk: `event#${eventId}`, sk, ...progress, expiresAt: expiryAfter(keptDays) },
        }),
      );
    },
  };
}
