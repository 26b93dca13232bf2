import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { pendingAttributes } from '@tintype/aws';
import { createEvent } from '@tintype/events';
import type { Revocation } from '@tintype/identity';
import { v7 as uuidv7 } from 'uuid';

/** Revocations of the last minutes in DynamoDB. */
export interface RevocationsGateway {
  /** Records a revocation and, in the same write, the event `session.revoked`. */
  record(revocation: Revocation): Promise<void>;
  /** Those recorded since a moment, with a margin for clocks that disagree. */
  listSince(since: Date): Promise<Revocation[]>;
  /** Told of every revocation recorded by this process. */
  onRecorded(listener: (revocation: Revocation) => void): void;
}

const keepSeconds = 3600;
const clockMarginMilliseconds = 5_000;

export function createRevocationsGateway(
  dynamo: DynamoDBDocumentClient,
  table: string,
  onEvent: () => void,
): RevocationsGateway {
  const pk = 'REVOCATIONS';
  const listeners: ((revocation: Revocation) => void)[] = [];
  return {
    record: async (revocation) => {
      const { personId, tokenFamily, before } = revocation;
      const at = new Date();
      const event = createEvent('session.revoked', {
        userId: personId,
        before: before.toISOString(),
        ...(tokenFamily !== undefined && { tokenFamily }),
      });
      const item = {
        pk,
        sk: `${at.toISOString()}#${uuidv7()}`,
        personId,
        before: before.toISOString(),
        ...(tokenFamily !== undefined && { tokenFamily }),
        expiresAt: Math.floor(at.getTime() / 1000) + keepSeconds,
      };
      await dynamo.send(new PutCommand({ TableName: table, Item: { ...item, ...pendingAttributes([event]) } }));
      listeners.forEach((listener) => listener(revocation));
      onEvent();
    },
    listSince: async (since) => {
      const from = new Date(since.getTime() - clockMarginMilliseconds).toISOString();
      const { Items } = await dynamo.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk >= :from',
          ExpressionAttributeValues: { ':pk': pk, ':from': from },
          ConsistentRead: true,
        }),
      );
      return (Items ?? []).map((item) => ({
        personId: String(item['personId']),
        tokenFamily: item['tokenFamily'] === undefined ? undefined : String(item['tokenFamily']),
        before: new Date(String(item['before'])),
      }));
    },
    onRecorded: (listener) => void listeners.push(listener),
  };
}
