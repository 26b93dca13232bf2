import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeTableCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import type { KeySchemaElement, TableDescription } from '@aws-sdk/client-dynamodb';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { createAwsClients, createDynamoIdempotency } from '@tintype/aws';
import type { AwsClients } from '@tintype/aws';
import { createMemoryTransport } from '@tintype/events';
import { startLocalAws } from '@tintype/local-aws';
import type { LocalAws } from '@tintype/local-aws';
import { silentLogger } from '@tintype/logger';
import type { RunningService } from '@tintype/telemetry';
import { z } from 'zod';
import { createAccountsGateway } from '../../backend/services/auth/src/accounts/accounts.gateway.ts';
import { createLimits } from '../../backend/services/auth/src/limits/limits.gateway.ts';
import { authService } from '../../backend/services/auth/src/service.ts';
import type { Photo } from '../../backend/services/media/src/photos/photo.entity.ts';
import { createPhotoItems } from '../../backend/services/media/src/photos/photo-items.gateway.ts';
import { mediaService } from '../../backend/services/media/src/service.ts';
import { createFanOutProgress } from '../../backend/services/notifications/src/fan-out/progress.gateway.ts';
import { notificationsService } from '../../backend/services/notifications/src/service.ts';
import { root } from './terraform.ts';

const Tables = z.record(
  z.string(),
  z.strictObject({
    service: z.string(),
    key: z.array(z.string()),
    indexes: z.record(z.string(), z.object({ key: z.array(z.string()), projection: z.string() })).optional(),
    types: z.record(z.string(), z.string()).optional(),
    expiry: z.string(),
  }),
);
const declared = Tables.parse(JSON.parse(await readFile(join(root, 'iac/modules/tables/tables.json'), 'utf8')));

const secret = 'a secret of thirty-two characters';
const keyOf = (schema: readonly KeySchemaElement[] = []): string[] =>
  schema.map(({ AttributeName, KeyType }) => `${KeyType} ${AttributeName}`);
const asKey = (names: readonly string[]): string[] => names.map((name, place) => `${place ? 'RANGE' : 'HASH'} ${name}`);

/** A table that a service made, in the words of tables.json. */
function present({ KeySchema, GlobalSecondaryIndexes = [], AttributeDefinitions = [] }: TableDescription) {
  return {
    key: keyOf(KeySchema),
    indexes: Object.fromEntries(
      GlobalSecondaryIndexes.map(({ IndexName, KeySchema: key, Projection }) => [
        IndexName,
        { key: keyOf(key), projection: Projection?.ProjectionType },
      ]),
    ),
    types: Object.fromEntries(
      AttributeDefinitions.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]),
    ),
  };
}

describe('the tables of Terraform', () => {
  let directory: string;
  let aws: LocalAws;
  let clients: AwsClients;
  const running: RunningService[] = [];
  const nameOf = (table: string): string => `t-${table}`;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tables-'));
    aws = await startLocalAws({ dataDirectory: directory, publicUrl: () => 'http://localhost' });
    const environment = {
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      PUBLIC_URL: 'http://localhost',
      TRUSTED_PROXIES: '0',
      EVENTS_URL: 'memory:',
      GRPC_HOST: '127.0.0.1',
      GRPC_PORT: '0',
      GRPC_TOKEN: secret,
      COGNITO_ISSUER: 'https://issuer.test/pool',
      COGNITO_CLIENT_ID: aws.userPool.clientId,
      COGNITO_USER_POOL_ID: aws.userPool.id,
      COGNITO_JWKS_URL: `${aws.endpoints.cognito}/${aws.userPool.id}/.well-known/jwks.json`,
      AWS_REGION: aws.region,
      AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
      AWS_ENDPOINT_URL_S3: aws.endpoints.s3,
      AWS_ENDPOINT_URL_SNS: aws.endpoints.sns,
      AWS_ENDPOINT_URL_DYNAMODB: aws.endpoints.dynamodb,
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: aws.endpoints.cognito,
      CREATE_TABLES: '1',
      SESSION_KEY: secret,
      MEDIA_SIGNING_KEY: secret,
      MEDIA_BUCKET: 'photos',
      TOPIC_PREFIX: 'topics',
      AUTH_TABLE: nameOf('auth'),
      AUTH_LIMITS_TABLE: nameOf('auth-limits'),
      MEDIA_TABLE: nameOf('media'),
      NOTIFICATIONS_TABLE: nameOf('notifications'),
    };
    const transport = createMemoryTransport({ logger: silentLogger, expects: ['auth', 'media', 'notifications'] });
    const shared = () => ({ transport: transport.connect(), processMetrics: false });
    const auth = await authService.start(environment, shared());
    running.push(auth);
    // Nobody calls posts here.
    const others = { ...environment, AUTH_GRPC: auth.grpcAddress, POSTS_GRPC: auth.grpcAddress };
    running.push(await mediaService.start(others, shared()));
    running.push(await notificationsService.start(others, shared()));
    clients = createAwsClients({
      AWS_REGION: aws.region,
      AWS_ENDPOINT_URL_S3: aws.endpoints.s3,
      AWS_ENDPOINT_URL_SNS: aws.endpoints.sns,
      AWS_ENDPOINT_URL_DYNAMODB: aws.endpoints.dynamodb,
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: aws.endpoints.cognito,
      AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
      CREATE_TABLES: true,
    });
  });

  afterAll(async () => {
    for (const service of running) {
      await service.close();
    }
    clients.close();
    await aws.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('are all that the services make for themselves, and no other', async () => {
    const { TableNames = [] } = await clients.dynamo().send(new ListTablesCommand({}));
    expect(TableNames.sort()).toEqual(Object.keys(declared).map(nameOf).sort());
  });

  it.each(Object.entries(declared))('have the same keys and indexes: %s', async (name, table) => {
    const { Table = {} } = await clients.dynamo().send(new DescribeTableCommand({ TableName: nameOf(name) }));
    const indexes = Object.entries(table.indexes ?? {});
    const attributes = [table.key, ...indexes.map(([, { key }]) => key)].flat();
    expect(present(Table)).toEqual({
      key: asKey(table.key),
      indexes: Object.fromEntries(
        indexes.map(([index, { key, projection }]) => [index, { key: asKey(key), projection }]),
      ),
      types: Object.fromEntries(attributes.map((attribute) => [attribute, table.types?.[attribute] ?? 'S'])),
    });
  });

  // Something of each table that the service wants to be forgotten one day.
  const forgotten: Record<keyof typeof declared, () => Promise<unknown>> = {
    auth: () =>
      createAccountsGateway(clients.dynamo(), nameOf('auth'), secret, () => undefined).holdHandle(
        'ada',
        'ada@x.example',
      ),
    'auth-limits': () => createLimits(clients.dynamo(), nameOf('auth-limits'), 1).countSignUp('192.0.2.1'),
    media: async () => {
      const items = createPhotoItems(clients.dynamo(), nameOf('media'));
      await items.begin(photo);
      await items.change(photo.id, (found) => ({ photo: { ...found, state: 'deleted' } }));
    },
    'media-remembered': () => remember('media-remembered'),
    notifications: () =>
      createFanOutProgress({ dynamo: clients.dynamo(), name: nameOf('notifications') }).save('event', {
        after: '',
        isDone: false,
      }),
    'notifications-remembered': () => remember('notifications-remembered'),
  };
  const photo: Photo = {
    id: 'photo',
    ownerId: 'owner',
    state: 'storing',
    createdAt: new Date().toISOString(),
    width: 1,
    height: 1,
    thumbhash: '',
    sha256: '',
    contentType: 'image/jpeg',
    bytes: 1,
    files: {},
    claims: {},
    changes: {},
    revision: 0,
  };
  const remember = (table: string) =>
    createDynamoIdempotency(clients.dynamo(), nameOf(table)).reserve('key', { fingerprint: 'f', resourceId: 'r' });

  it.each(Object.entries(declared))('forget by the attribute that the service writes: %s', async (name, { expiry }) => {
    await forgotten[name]?.();
    const { Items = [] } = await clients.dynamo().send(new ScanCommand({ TableName: nameOf(name) }));
    const seconds = Math.floor(Date.now() / 1000);
    // DynamoDB takes seconds since 1970, and leaves items with a moment that is years away.
    expect(Items.map((item) => Number(item[expiry]) > seconds && Number(item[expiry]) < 2 * seconds)).toContain(true);
  });
});
