import { createHash } from 'node:crypto';
import { BatchGetCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { BatchGetCommandInput, BatchGetCommandOutput } from '@aws-sdk/lib-dynamodb';
import { expiryAfter, ifHolds } from '../table.gateway.ts';
import type { Table } from '../table.gateway.ts';
import type { Channel, ChannelBook } from './channel.entity.ts';

/** Where everybody wants to get mail. */
export interface ChannelBooks {
  load(personId: string): Promise<ChannelBook>;
  /** The channels of many people; who has none is left out. */
  channelsOf(personIds: readonly string[]): Promise<ReadonlyMap<string, readonly Channel[]>>;
  /** Saves a book that was loaded; false when somebody else changed it meanwhile. */
  save(personId: string, book: ChannelBook): Promise<boolean>;
  /** Counts a mail that asks an address to confirm; false when it got as many today as it may, whoever asked. */
  countAsked(address: string, most: number): Promise<boolean>;
}

const sk = 'CHANNELS';
const perBatch = 100;

/** Keeps the books in the table: `CHANNELS` below the person. */
export function createChannelBooks({ dynamo, name: TableName }: Table): ChannelBooks {
  return {
    load: async (personId) => {
      const { Item } = await dynamo.send(
        new GetCommand({ TableName, Key: { pk: personId, sk }, ConsistentRead: true }),
      );
      return Item ? toBook(Item) : { version: 0, channels: [], asked: [] };
    },
    channelsOf: async (personIds) => {
      const found = new Map<string, readonly Channel[]>();
      for (let start = 0; start < personIds.length; start += perBatch) {
        const Keys = personIds.slice(start, start + perBatch).map((pk) => ({ pk, sk }));
        let waiting: BatchGetCommandInput['RequestItems'] = { [TableName]: { Keys } };
        while (waiting !== undefined && Object.keys(waiting).length > 0) {
          const answer: BatchGetCommandOutput = await dynamo.send(new BatchGetCommand({ RequestItems: waiting }));
          for (const item of answer.Responses?.[TableName] ?? []) {
            found.set(item['pk'] as string, toBook(item).channels);
          }
          waiting = answer.UnprocessedKeys;
        }
      }
      return found;
    },
    save: (personId, book) =>
      ifHolds(
        dynamo.send(
          new PutCommand({
            TableName,
            Item: { pk: personId, sk, ...book, version: book.version + 1 },
            ConditionExpression: book.version === 0 ? 'attribute_not_exists(pk)' : 'version = :version',
            ...(book.version > 0 && { ExpressionAttributeValues: { ':version': book.version } }),
          }),
        ),
      ),
    countAsked: (address, most) => {
      const today = new Date().toISOString().slice(0, 10);
      const digest = createHash('sha256').update(address).digest('base64url');
      return ifHolds(
        dynamo.send(
          new UpdateCommand({
            TableName,
            Key: { pk: `asked#${digest}`, sk: today },
            UpdateExpression: 'SET expiresAt = :expiresAt ADD asked :one',
            ConditionExpression: 'attribute_not_exists(asked) or asked < :most',
            ExpressionAttributeValues: { ':one': 1, ':most': most, ':expiresAt': expiryAfter(2) },
          }),
        ),
      );
    },
  };
}

function toBook(item: Readonly<Record<string, unknown>>): ChannelBook {
  return {
    version: item['version'] as number,
    channels: item['channels'] as Channel[],
    asked: item['asked'] as number[],
  };
}
