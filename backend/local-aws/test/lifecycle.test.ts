import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CreateTableCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateTopicCommand, ListTopicsCommand } from '@aws-sdk/client-sns';
import { startLocalAws } from '../src/index.ts';
import { createSession, refresh, signIn } from './cognito-people.ts';
import { createClients, localContexts } from './contexts.ts';
import { get, put } from './s3-objects.suite.ts';
import { startForTest, type TestAws } from './start-for-test.ts';

describe('startLocalAws', () => {
  let dataDirectory: string;
  let running: TestAws | undefined;

  const start = async () => {
    running = await startForTest(dataDirectory);
    return running;
  };

  const halt = async () => {
    await running?.halt();
    running = undefined;
  };

  beforeEach(async () => {
    dataDirectory = await mkdtemp(join(tmpdir(), 'local-aws-'));
  });

  afterEach(async () => {
    await halt();
    await rm(dataDirectory, { recursive: true, force: true });
  });

  it('refuses NODE_ENV=production', async () => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    try {
      await expect(startLocalAws({ dataDirectory, publicUrl: () => '' })).rejects.toThrow(/production/);
      expect(await readdir(dataDirectory)).toHaveLength(0);
    } finally {
      process.env['NODE_ENV'] = before;
    }
  });

  it('listens on loopback only', async () => {
    const { endpoints } = await start();
    for (const endpoint of Object.values(endpoints)) {
      expect(new URL(endpoint).hostname).toBe('127.0.0.1');
    }
  });

  it('refuses to share a data directory', async () => {
    await start();
    await expect(startLocalAws({ dataDirectory, publicUrl: () => '' })).rejects.toThrow(/Another process/);
  });

  it('closes what it opened when a port is taken', async () => {
    const { endpoints } = await start();
    const other = await mkdtemp(join(tmpdir(), 'local-aws-'));
    const ports = { sns: Number(new URL(endpoints.s3).port) };
    await expect(startLocalAws({ dataDirectory: other, publicUrl: () => '', ports })).rejects.toThrow(/EADDRINUSE/);
    const second = await startLocalAws({ dataDirectory: other, publicUrl: () => '' });
    await second.close();
    await rm(other, { recursive: true });
  });

  it('makes its own keys and keeps them to itself', async () => {
    const first = await start();
    const key = join(dataDirectory, 'signing-key.pem');
    expect((await stat(key)).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDirectory, 'installation.json'))).mode & 0o777).toBe(0o600);
    expect(first.userPool.id).toMatch(/^us-east-1_[A-Za-z0-9]{9}$/);
    expect(first.userPool.clientId).toMatch(/^[a-z0-9]{26}$/);
    const other = await startForTest();
    expect(other.userPool.id).not.toBe(first.userPool.id);
    expect(other.credentials).not.toEqual(first.credentials);
    expect(await readFile(join(other.dataDirectory, 'signing-key.pem'), 'utf8')).not.toBe(await readFile(key, 'utf8'));
    await other.stop();
  });

  it('keeps everything over a restart', async () => {
    const before = await start();
    const { email, tokens } = await createSession(localContexts(before).cognito);
    await put(localContexts(before).s3, 'kept/../key', 'bytes');
    const { dynamodb, sns } = createClients(before);
    const TableName = 'kept';
    await dynamodb.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }),
    );
    await dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: '1' } } }));
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'kept' }));
    const mails = await before.mailTo(email);
    const identity = { credentials: before.credentials, userPool: before.userPool };
    await halt();

    const after = await start();
    expect({ credentials: after.credentials, userPool: after.userPool }).toEqual(identity);
    const contexts = localContexts(after);
    await signIn(contexts.cognito, email);
    await refresh(contexts.cognito, tokens.RefreshToken);
    expect((await get(contexts.s3, 'kept/../key')).toString()).toBe('bytes');
    const clients = createClients(after);
    const found = await clients.dynamodb.send(new GetItemCommand({ TableName, Key: { id: { S: '1' } } }));
    expect(found.Item?.['id']?.S).toBe('1');
    expect((await clients.sns.send(new ListTopicsCommand({}))).Topics).toEqual([{ TopicArn }]);
    expect(await after.mailTo(email)).toEqual(mails);
  });

  it('never makes a path of a key', async () => {
    const aws = await start();
    await put(localContexts(aws).s3, '../../../escaped', 'x');
    await put(localContexts(aws).s3, '/etc/escaped', 'x');
    const names = await readdir(dataDirectory, { recursive: true });
    expect(names.filter((name) => name.includes('escaped'))).toHaveLength(0);
    await expect(stat(join(dataDirectory, '..', 'escaped'))).rejects.toThrow(/ENOENT/);
  });
});
