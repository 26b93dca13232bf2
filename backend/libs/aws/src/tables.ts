import { setTimeout as sleep } from 'node:timers/promises';
import { CreateTableCommand, DescribeTableCommand, ResourceInUseException } from '@aws-sdk/client-dynamodb';
import type { CreateTableCommandInput, KeySchemaElement } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AwsClients } from './clients.ts';

/** Partition key and, if there is one, sort key. */
export type TableKey = readonly [partition: string, sort?: string];

/** A table as a service needs it; Terraform declares the same on AWS. Key attributes are strings unless told. */
export interface TableDefinition {
  readonly name: string;
  readonly key: TableKey;
  readonly indexes?: Readonly<Record<string, { readonly key: TableKey; readonly projection?: 'ALL' | 'KEYS_ONLY' }>>;
  readonly types?: Readonly<Record<string, 'S' | 'N' | 'B'>>;
}

const activeMilliseconds = 30_000;

/** Creates a table unless it is there and waits until it can be used. Does nothing without `CREATE_TABLES`. */
export async function ensureTable(clients: AwsClients, definition: TableDefinition): Promise<void> {
  if (!clients.config.CREATE_TABLES) {
    return;
  }
  const dynamo = clients.dynamo();
  try {
    await dynamo.send(new CreateTableCommand(describe(definition)));
  } catch (error) {
    // There already, or another replica is creating it.
    if (!(error instanceof ResourceInUseException)) {
      throw error;
    }
  }
  await waitUntilActive(dynamo, definition.name);
}

function describe({ name, key, indexes = {}, types = {} }: TableDefinition): CreateTableCommandInput {
  const entries = Object.entries(indexes);
  const attributes = new Set(
    [key, ...entries.map(([, index]) => index.key)].flat().filter((part) => part !== undefined),
  );
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...attributes].map((attribute) => ({
      AttributeName: attribute,
      AttributeType: types[attribute] ?? 'S',
    })),
    KeySchema: keySchema(key),
    ...(entries.length > 0 && {
      GlobalSecondaryIndexes: entries.map(([indexName, index]) => ({
        IndexName: indexName,
        KeySchema: keySchema(index.key),
        Projection: { ProjectionType: index.projection ?? 'ALL' },
      })),
    }),
  };
}

function keySchema([partition, sort]: TableKey): KeySchemaElement[] {
  return [
    { AttributeName: partition, KeyType: 'HASH' },
    ...(sort === undefined ? [] : [{ AttributeName: sort, KeyType: 'RANGE' as const }]),
  ];
}

async function waitUntilActive(dynamo: DynamoDBDocumentClient, name: string): Promise<void> {
  const deadline = Date.now() + activeMilliseconds;
  for (;;) {
    const { Table } = await dynamo.send(new DescribeTableCommand({ TableName: name }));
    if (Table?.TableStatus === 'ACTIVE') {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `Table ${name} is still ${Table?.TableStatus ?? 'unknown'} after ${activeMilliseconds / 1_000} s.`,
      );
    }
    await sleep(50);
  }
}
