import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { epochSeconds, forget, putUnlessRemembered } from './remembered.ts';

// Longer than any event can be on its way, dead letters that somebody puts back included.
const doneSeconds = 60 * 24 * 3_600;
const leaseSeconds = 60;

/**
 * Does a consumer's work for an event once; false when it was done before. DynamoDB has no transaction around it: when
 * the process dies within the work, the event's next coming does it again, after the claim ran out.
 */
export async function onceOnly(
  dynamo: DynamoDBDocumentClient,
  table: string,
  consumer: string,
  eventId: string,
  work: () => Promise<void>,
): Promise<boolean> {
  const id = `inbox#${consumer}#${eventId}`;
  const existing = await putUnlessRemembered(dynamo, table, {
    id,
    isDone: false,
    expiresAt: epochSeconds(leaseSeconds),
  });
  if (existing) {
    if (existing['isDone'] === true) {
      return false;
    }
    throw new Error(`Event ${eventId} is being dealt with by another copy of ${consumer}.`);
  }
  try {
    await work();
  } catch (error) {
    await forget(dynamo, table, id);
    throw error;
  }
  await dynamo.send(
    new UpdateCommand({
      TableName: table,
      Key: { id },
      UpdateExpression: 'SET isDone = :done, expiresAt = :expiresAt',
      ExpressionAttributeValues: { ':done': true, ':expiresAt': epochSeconds(doneSeconds) },
    }),
  );
  return true;
}
