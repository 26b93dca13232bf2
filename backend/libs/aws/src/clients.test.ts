import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { parseConfig } from '@tintype/config';
import { awsShape, createAwsClients } from './index.ts';
import { localConfig } from '../test/dynamo.ts';

const onAws = { AWS_REGION: 'eu-central-1', CREATE_TABLES: false };

describe('createAwsClients', () => {
  it('takes AWS itself, and everything local', () => {
    createAwsClients(parseConfig('test', awsShape, { AWS_REGION: 'eu-central-1' })).close();
    createAwsClients(localConfig(1)).close();
  });

  it.each(Object.keys(localConfig(1)).filter((name) => /ENDPOINT|KEY/.test(name)))(
    'refuses to start without %s',
    (name) => {
      const { [name as 'AWS_ENDPOINT_URL_S3']: _, ...half } = localConfig(1);
      expect(() => createAwsClients(half)).toThrow(`${name} is not set, but`);
    },
  );

  it('names everything that is missing at once', () => {
    const half = { ...onAws, AWS_ENDPOINT_URL_SNS: 'http://127.0.0.1:1' };
    expect(() => createAwsClients(half)).toThrow(
      /S3 is not set[^]*DYNAMODB is not set[^]*SECRET_ACCESS_KEY is not set/,
    );
  });

  it('never creates tables on AWS', () => {
    expect(() => createAwsClients({ ...onAws, CREATE_TABLES: true })).toThrow(/CREATE_TABLES/);
  });

  it('makes each client once, and sends nothing anywhere else', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${String(request.headers['x-amz-target'] ?? '')}`);
      response.end('{"TableNames":[]}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const clients = createAwsClients(localConfig((server.address() as AddressInfo).port));
    expect(clients.s3()).toBe(clients.s3());
    expect(clients.dynamo()).toBe(clients.dynamo());
    await clients.s3().send(new HeadObjectCommand({ Bucket: 'photos', Key: 'a/b' }));
    await clients.dynamo().send(new ListTablesCommand());
    expect(asked).toEqual(['HEAD /photos/a/b ', 'POST / DynamoDB_20120810.ListTables']);
    clients.close();
    server.closeAllConnections();
    server.close();
  });
});
