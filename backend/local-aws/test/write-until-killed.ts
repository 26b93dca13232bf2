// Writes to every store and names each acknowledged write on its own line, until it is killed.
import { randomUUID } from 'node:crypto';
import { BatchWriteItemCommand, CreateTableCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateTopicCommand } from '@aws-sdk/client-sns';
import { createPerson } from './cognito-people.ts';
import { createClients, localContexts } from './contexts.ts';
import { startForTest } from './start-for-test.ts';

const Bucket = 'written';
const TableName = 'written';

const aws = await startForTest(process.argv[2]);
const { s3, sns, dynamodb } = createClients(aws);
const acknowledge = (kind: string, name: string) => process.stdout.write(`${kind} ${name}\n`);

await s3.send(new CreateBucketCommand({ Bucket }));
await dynamodb.send(
  new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['id', 'pending'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'pending',
        KeySchema: [{ AttributeName: 'pending', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  }),
);

async function writeObjects(): Promise<never> {
  for (;;) {
    const Key = randomUUID();
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key.repeat(2_000) }));
    acknowledge('object', Key);
    const replaced = randomUUID();
    await s3.send(new PutObjectCommand({ Bucket, Key: replaced, Body: 'short-lived' }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: replaced }));
    acknowledge('deleted', replaced);
  }
}

async function writeItems(): Promise<never> {
  for (;;) {
    const [first, second] = [randomUUID(), randomUUID()];
    const item = (id: string) => ({ id: { S: id }, pending: { S: 'yes' } });
    await dynamodb.send(new PutItemCommand({ TableName, Item: item(first) }));
    acknowledge('item', first);
    const puts = [{ PutRequest: { Item: item(second) } }];
    await dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: puts } }));
    acknowledge('item', second);
  }
}

async function writeTopics(): Promise<never> {
  for (;;) {
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: randomUUID() }));
    acknowledge('topic', TopicArn ?? '');
  }
}

async function writePeople(): Promise<never> {
  for (;;) {
    acknowledge('person', await createPerson(localContexts(aws).cognito));
  }
}

await Promise.all([writeObjects(), writeItems(), writeTopics(), writePeople()]);
