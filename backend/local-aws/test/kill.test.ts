import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { paginateQuery } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { GetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { signIn } from './cognito-people.ts';
import { createClients, localContexts } from './contexts.ts';
import { startForTest, type TestAws } from './start-for-test.ts';
import { present, refusal } from './suite.ts';

const script = join(import.meta.dirname, 'write-until-killed.ts');

/** Lets a process write, kills it in the middle, and answers what it had acknowledged. */
async function writeAndKill(dataDirectory: string, writes: number): Promise<Map<string, string[]>> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, dataDirectory], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const acknowledged = new Map<string, string[]>();
  let count = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const [kind = '', name = ''] = line.split(' ');
    acknowledged.set(kind, [...(acknowledged.get(kind) ?? []), name]);
    count += 1;
    if (count === writes) {
      child.kill('SIGKILL');
    }
  }
  return acknowledged;
}

async function pendingIds(aws: TestAws): Promise<Set<string | undefined>> {
  const query = {
    TableName: 'written',
    IndexName: 'pending',
    KeyConditionExpression: 'pending = :yes',
    ExpressionAttributeValues: { ':yes': { S: 'yes' } },
  };
  const ids = new Set<string | undefined>();
  for await (const page of paginateQuery({ client: createClients(aws).dynamodb }, query)) {
    page.Items?.forEach((item) => ids.add(item['id']?.S));
  }
  return ids;
}

describe('kill -9 while everything is being written', () => {
  let dataDirectory: string;

  beforeEach(async () => {
    dataDirectory = await mkdtemp(join(tmpdir(), 'local-aws-kill-'));
  });

  afterEach(() => rm(dataDirectory, { recursive: true, force: true }));

  it('loses nothing that was acknowledged', async () => {
    const acknowledged = await writeAndKill(dataDirectory, 300);
    const aws = await startForTest(dataDirectory);
    try {
      const { s3, sns } = createClients(aws);
      for (const Key of present(acknowledged.get('object'))) {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'written', Key }));
        expect(await present(Body).transformToString()).toBe(Key.repeat(2_000));
      }
      for (const Key of present(acknowledged.get('deleted'))) {
        expect(await refusal(s3.send(new GetObjectCommand({ Bucket: 'written', Key })))).toBe('NoSuchKey');
      }
      const ids = await pendingIds(aws);
      expect(present(acknowledged.get('item')).filter((id) => !ids.has(id))).toHaveLength(0);
      for (const TopicArn of present(acknowledged.get('topic'))) {
        await sns.send(new GetTopicAttributesCommand({ TopicArn }));
      }
      for (const email of acknowledged.get('person') ?? []) {
        await signIn(localContexts(aws).cognito, email);
      }
      expect(await readdir(join(dataDirectory, 'incoming'))).toHaveLength(0);
      expect(aws.troubles).toHaveLength(0);
    } finally {
      await aws.halt();
    }
  }, 60_000);
});
