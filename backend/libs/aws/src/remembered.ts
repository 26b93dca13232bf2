import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { holds } from './conditional.ts';
import type { TableDefinition } from './tables.ts';

/** A table for what is remembered for a while: idempotency keys and inbox. On AWS its TTL attribute is `expiresAt`. */
export function rememberedTable(name: string): TableDefinition {
  return { name, key: ['id'] };
}

/** Seconds since 1970, as DynamoDB's time to live wants them. */
export function epochSeconds(fromNowSeconds = 0): number {
  return Math.floor(Date.now() / 1_000) + fromNowSeconds;
}

/** Puts an entry unless one is there. Returns the one that was there; an expired one counts as none. */
export async function putUnlessRemembered(
  dynamo: DynamoDBDocumentClient,
  TableName: string,
  item: Readonly<Record<string, unknown>> & { readonly id: string; readonly expiresAt: number },
): Promise<Readonly<Record<string, unknown>> | undefined> {
  for (;;) {
    const put = new PutCommand({
      TableName,
      Item: item,
      // DynamoDB deletes expired items hours late.
      ConditionExpression: 'attribute_not_exists(id) or expiresAt <= :now',
      ExpressionAttributeValues: { ':now': epochSeconds() },
    });
    if (await holds(dynamo.send(put))) {
      return undefined;
    }
    const existing = await readRemembered(dynamo, TableName, item.id);
    // None: it expired or was forgotten between the two requests, so there is a chance to be first.
    if (existing) {
      return existing;
    }
  }
}

/** Forgets an entry. */
export async function forget(dynamo: DynamoDBDocumentClient, TableName: string, id: string): Promise<void> {
  await dynamo.send(new DeleteCommand({ TableName, Key: { id } }));
}

/** Reads an entry that has not expired. */
export async function readRemembered(
  dynamo: DynamoDBDocumentClient,
  TableName: string,
  id: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const { Item } = await dynamo.send(new GetCommand({ TableName, Key: { id }, ConsistentRead: true }));
  return Item && Number(Item['expiresAt']) > epochSeconds() ? Item : undefined;
}
