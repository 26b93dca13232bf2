import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { IdempotencyStore } from '@tintype/http';
import { holds } from './conditional.ts';
import { epochSeconds, forget, putUnlessRemembered, readRemembered } from './remembered.ts';

const daySeconds = 24 * 3_600;

const storedRecord = z.object({
  fingerprint: z.string(),
  resourceId: z.string(),
  status: z.number().exactOptional(),
  body: z.string().exactOptional(),
});

/** Remembers requests made with an `Idempotency-Key` in DynamoDB, for 24 h. The table is a `rememberedTable`. */
export function createDynamoIdempotency(dynamo: DynamoDBDocumentClient, table: string): IdempotencyStore {
  const idOf = (key: string): string => `idempotency#${key}`;
  return {
    async reserve(key, record) {
      const item = { id: idOf(key), ...record, expiresAt: epochSeconds(daySeconds) };
      const existing = await putUnlessRemembered(dynamo, table, item);
      return existing && storedRecord.parse(existing);
    },
    has: async (key) => (await readRemembered(dynamo, table, idOf(key))) !== undefined,
    async complete(key, status, body) {
      const update = new UpdateCommand({
        TableName: table,
        Key: { id: idOf(key) },
        // `status` is a reserved word of DynamoDB.
        UpdateExpression: 'SET #status = :status, #body = :body',
        ExpressionAttributeNames: { '#status': 'status', '#body': 'body' },
        ExpressionAttributeValues: { ':status': status, ':body': body },
        ConditionExpression: 'attribute_exists(id)',
      });
      // Forgotten meanwhile: there is nothing to complete, and an answer without an expiry would stay for ever.
      await holds(dynamo.send(update));
    },
    release: (key) => forget(dynamo, table, idOf(key)),
  };
}
