import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  GetItemCommand,
  paginateQuery,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDbTestContext } from './contexts.ts';
import { assertRefused, refusal, type Suite } from './suite.ts';

type Item = Record<string, AttributeValue>;

/** A table as the services have them: keys, and a sparse index of events that are still to be published. */
async function createTable({ client }: DynamoDbTestContext): Promise<string> {
  const TableName = `things-${randomUUID()}`;
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'pending', 'at'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'pending',
          KeySchema: [
            { AttributeName: 'pending', KeyType: 'HASH' },
            { AttributeName: 'at', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
  return TableName;
}

const text = (value: string): AttributeValue => ({ S: value });
const key = (pk: string, sk: string): Item => ({ pk: text(pk), sk: text(sk) });

const put = ({ client }: DynamoDbTestContext, TableName: string, item: Item, condition?: string) =>
  client.send(new PutItemCommand({ TableName, Item: item, ...(condition ? { ConditionExpression: condition } : {}) }));

async function get({ client }: DynamoDbTestContext, TableName: string, Key: Item): Promise<Item | undefined> {
  return (await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))).Item;
}

const update = ({ client }: DynamoDbTestContext, input: UpdateItemCommandInput) =>
  client.send(new UpdateItemCommand(input));

/** Ten items under one key. */
async function fill(context: DynamoDbTestContext): Promise<string> {
  const TableName = await createTable(context);
  await Promise.all(
    Array.from({ length: 10 }, (_, n) => put(context, TableName, { ...key('p', `s${n}`), n: { N: String(n) } })),
  );
  return TableName;
}

const query = ({ client }: DynamoDbTestContext, input: QueryCommandInput) => client.send(new QueryCommand(input));

/** What the services do with tables: no transactions, no streams, no expiry. */
export const dynamodbSuite: Suite<DynamoDbTestContext> = [
  {
    name: 'a table is there at once, and cannot be made twice',
    run: async (context) => {
      const TableName = await createTable(context);
      const { Table } = await context.client.send(new DescribeTableCommand({ TableName }));
      assert.equal(Table?.TableStatus, 'ACTIVE');
      const again = new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      });
      await assertRefused(context.client.send(again), 'ResourceInUseException');
    },
  },
  {
    name: 'a table that is not there',
    run: (context) => assertRefused(put(context, 'nothing-here', key('a', 'b')), 'ResourceNotFoundException'),
  },
  {
    name: 'items keep values of every type',
    run: async (context) => {
      const TableName = await createTable(context);
      const item: Item = {
        ...key('types', '1'),
        number: { N: '3.14' },
        yes: { BOOL: true },
        none: { NULL: true },
        list: { L: [text('a'), { N: '1' }] },
        map: { M: { inner: text('ü') } },
        texts: { SS: ['a', 'b'] },
        bytes: { B: new Uint8Array([0, 1, 255]) },
      };
      await put(context, TableName, item);
      assert.deepEqual(await get(context, TableName, key('types', '1')), item);
      assert.equal(await get(context, TableName, key('types', '2')), undefined);
    },
  },
  {
    name: 'a condition that does not hold',
    run: async (context) => {
      const TableName = await createTable(context);
      await put(context, TableName, key('a', '1'), 'attribute_not_exists(pk)');
      const again = put(context, TableName, key('a', '1'), 'attribute_not_exists(pk)');
      await assertRefused(again, 'ConditionalCheckFailedException');
    },
  },
  {
    name: 'of many writers of one version one wins',
    run: async (context) => {
      const TableName = await createTable(context);
      await put(context, TableName, { ...key('v', '1'), version: { N: '1' } });
      const results = await Promise.all(
        Array.from({ length: 10 }, () =>
          refusal(
            update(context, {
              TableName,
              Key: key('v', '1'),
              UpdateExpression: 'SET version = version + :one',
              ConditionExpression: 'version = :seen',
              ExpressionAttributeValues: { ':one': { N: '1' }, ':seen': { N: '1' } },
            }),
          ),
        ),
      );
      assert.equal(results.filter((name) => name === 'no error').length, 1);
    },
  },
  {
    name: 'updates set, add, append and remove',
    run: async (context) => {
      const TableName = await createTable(context);
      const updated = await update(context, {
        TableName,
        Key: key('u', '1'),
        UpdateExpression: 'SET #l = list_append(if_not_exists(#l, :none), :more), #n = :name ADD hits :one',
        ExpressionAttributeNames: { '#l': 'list', '#n': 'name' },
        ExpressionAttributeValues: {
          ':none': { L: [] },
          ':more': { L: [text('x')] },
          ':name': text('Ann'),
          ':one': { N: '1' },
        },
        ReturnValues: 'ALL_NEW',
      });
      assert.deepEqual(updated.Attributes, {
        ...key('u', '1'),
        list: { L: [text('x')] },
        name: text('Ann'),
        hits: { N: '1' },
      });
      const removed = await update(context, {
        TableName,
        Key: key('u', '1'),
        UpdateExpression: 'REMOVE hits',
        ReturnValues: 'UPDATED_OLD',
      });
      assert.deepEqual(removed.Attributes, { hits: { N: '1' } });
    },
  },
  {
    name: 'queries go backwards, page by page',
    run: async (context) => {
      const TableName = await fill(context);
      const input = {
        TableName,
        KeyConditionExpression: 'pk = :p',
        ExpressionAttributeValues: { ':p': text('p') },
        ScanIndexForward: false,
      };
      const seen: (string | undefined)[] = [];
      for await (const page of paginateQuery({ client: context.client, pageSize: 3 }, input)) {
        seen.push(...(page.Items ?? []).map((item) => item['sk']?.S));
      }
      assert.deepEqual(seen, ['s9', 's8', 's7', 's6', 's5', 's4', 's3', 's2', 's1', 's0']);
    },
  },
  {
    name: 'queries take ranges, filters and projections',
    run: async (context) => {
      const TableName = await fill(context);
      const { Items, Count, ScannedCount } = await query(context, {
        TableName,
        KeyConditionExpression: 'pk = :p AND sk BETWEEN :from AND :to',
        FilterExpression: 'n >= :least',
        ProjectionExpression: 'sk',
        ExpressionAttributeValues: {
          ':p': text('p'),
          ':from': text('s2'),
          ':to': text('s6'),
          ':least': { N: '5' },
        },
      });
      assert.deepEqual(Items, [{ sk: text('s5') }, { sk: text('s6') }]);
      assert.deepEqual([Count, ScannedCount], [2, 5]);
    },
  },
  {
    name: 'a sparse index holds what has its key, and no longer than that',
    run: async (context) => {
      const TableName = await createTable(context);
      await put(context, TableName, key('quiet', '1'));
      await put(context, TableName, { ...key('loud', '1'), pending: text('yes'), at: text('2026') });
      const pending = async () =>
        (
          await query(context, {
            TableName,
            IndexName: 'pending',
            KeyConditionExpression: 'pending = :yes',
            ExpressionAttributeValues: { ':yes': text('yes') },
          })
        ).Items?.map((item) => item['pk']?.S);
      assert.deepEqual(await pending(), ['loud']);
      await update(context, { TableName, Key: key('loud', '1'), UpdateExpression: 'REMOVE pending' });
      assert.deepEqual(await pending(), []);
    },
  },
  {
    name: 'batches write and get 25 items, and not 26',
    run: async (context) => {
      const TableName = await createTable(context);
      const keys = Array.from({ length: 26 }, (_, n) => key('b', String(n)));
      const write = (items: Item[]) =>
        context.client.send(
          new BatchWriteItemCommand({ RequestItems: { [TableName]: items.map((Item) => ({ PutRequest: { Item } })) } }),
        );
      await write(keys.slice(0, 25));
      await assertRefused(write(keys), 'ValidationException');
      const { Responses } = await context.client.send(
        new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: keys } } }),
      );
      assert.equal(Responses?.[TableName]?.length, 25);
    },
  },
  {
    name: 'DeleteItem answers what it removed',
    run: async (context) => {
      const TableName = await fill(context);
      const input = { TableName, Key: key('p', 's3'), ReturnValues: 'ALL_OLD' as const };
      const { Attributes } = await context.client.send(new DeleteItemCommand(input));
      assert.equal(Attributes?.['n']?.N, '3');
      assert.equal((await context.client.send(new DeleteItemCommand(input))).Attributes, undefined);
    },
  },
  {
    name: 'items of more than 400 KB and reserved words are refused',
    run: async (context) => {
      const TableName = await createTable(context);
      const large = { ...key('l', '1'), text: text('x'.repeat(410_000)) };
      await assertRefused(put(context, TableName, large), 'ValidationException');
      const reserved = { TableName, Key: key('l', '1'), UpdateExpression: 'REMOVE name' };
      await assertRefused(update(context, reserved), 'ValidationException');
    },
  },
];
