import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TableDefinition } from '@tintype/aws';

/** The one table of the service. Terraform declares the same, with `expiresAt` as its time to live. */
export function notificationsTable(name: string): TableDefinition {
  return {
    name,
    key: ['pk', 'sk'],
    // Only mails that are still to be sent carry `queue`, so the index holds nothing else.
    indexes: { queue: { key: ['queue', 'dueAt'] } },
    types: { dueAt: 'N' },
  };
}

/** The table with the client that reaches it. */
export interface Table {
  readonly dynamo: DynamoDBDocumentClient;
  readonly name: string;
}

/** Seconds since 1970 when an item that is kept for so many days may go. */
export function expiryAfter(days: number): number {
  return Math.floor(Date.now() / 1000) + days * 24 * 3600;
}

/** DynamoDB deletes expired items hours late; until then readers take them for absent. */
export function isExpired(item: Readonly<Record<string, unknown>>): boolean {
  return typeof item['expiresAt'] === 'number' && item['expiresAt'] * 1000 <= Date.now();
}

/** Carries out a conditional write; false when its condition did not hold. */
export async function ifHolds(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) {
      return false;
    }
    throw error;
  }
}

/** Whether the table answers. */
export async function isTableThere({ dynamo, name: TableName }: Table): Promise<boolean> {
  await dynamo.send(new GetCommand({ TableName, Key: { pk: 'ready', sk: 'ready' } }));
  return true;
}
