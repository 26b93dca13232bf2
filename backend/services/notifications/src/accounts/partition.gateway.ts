import { BatchWriteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { BatchWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../table.gateway.ts';

/** Everything that is kept below one person. */
export interface Partitions {
  remove(personId: string): Promise<void>;
}

const perBatch = 25;

/** Removes partitions of the table. */
export function createPartitions({ dynamo, name: TableName }: Table): Partitions {
  const removeKeys = async (keys: readonly Record<string, unknown>[]): Promise<void> => {
    let waiting: BatchWriteCommandInput['RequestItems'] = {
      [TableName]: keys.map((Key) => ({ DeleteRequest: { Key } })),
    };
    while (waiting !== undefined && Object.keys(waiting).length > 0) {
      waiting = (await dynamo.send(new BatchWriteCommand({ RequestItems: waiting }))).UnprocessedItems;
    }
  };
  return {
    remove: async (personId) => {
      for (;;) {
        const { Items = [] } = await dynamo.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: 'pk = :person',
            ExpressionAttributeValues: { ':person': personId },
            ProjectionExpression: 'pk, sk',
            Limit: perBatch,
            ConsistentRead: true,
          }),
        );
        if (Items.length === 0) {
          return;
        }
        await removeKeys(Items);
      }
    },
  };
}
