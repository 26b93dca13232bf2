import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryTransport } from '@tintype/events';
import type { MemoryTransport } from '@tintype/events';
import { PhotoServiceDefinition, createGrpcClient } from '@tintype/grpc';
import type { GrpcClient } from '@tintype/grpc';
import { startLocalAws } from '@tintype/local-aws';
import { silentLogger } from '@tintype/logger';
import { startTestIdentity } from '@tintype/testing/identity';
import { createMetrics, hardenServer } from '@tintype/telemetry';
import { readConfig } from '../src/config.ts';
import { connect } from '../src/dependencies.ts';
import type { Dependencies } from '../src/dependencies.ts';
import { mediaService } from '../src/index.ts';

/** Media alone with real stores, where a test is all the other services. */
export interface MediaStack {
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly transport: MemoryTransport;
  readonly photoService: GrpcClient<typeof PhotoServiceDefinition>;
  /** Makes a person up; returns their id and an access token. */
  createPerson(): TestPerson;
  fetch(path: string, request?: MediaRequest): Promise<Response>;
  upload(person: TestPerson, image: Buffer, request?: UploadRequest): Promise<Response>;
  metrics(): Promise<string>;
  /** A second set of dependencies over the same stores, as another replica has them. */
  connectReplica(): Promise<Dependencies>;
  close(): Promise<void>;
}

export interface TestPerson {
  readonly id: string;
  readonly token: string;
}

interface MediaRequest {
  readonly as?: TestPerson;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: FormData | Buffer<ArrayBuffer> | ReadableStream;
}

interface UploadRequest {
  readonly type?: string;
  readonly name?: string;
  readonly headers?: Record<string, string>;
  readonly fields?: Record<string, string>;
}

const secret = 'a secret of thirty-two characters';

/** Starts media beside local-aws; `extra` overrides variables. */
export async function startMedia(extra: Record<string, string> = {}): Promise<MediaStack> {
  const directory = await mkdtemp(join(tmpdir(), 'media-'));
  const aws = await startLocalAws({ dataDirectory: directory, publicUrl: () => 'http://localhost' });
  const identity = await startTestIdentity();
  const environment: Record<string, string> = {
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    PUBLIC_URL: 'http://localhost',
    TRUSTED_PROXIES: '0',
    GRPC_HOST: '127.0.0.1',
    GRPC_PORT: '0',
    ...identity.environment,
    AWS_REGION: aws.region,
    AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
    AWS_ENDPOINT_URL_S3: aws.endpoints.s3,
    AWS_ENDPOINT_URL_SNS: aws.endpoints.sns,
    AWS_ENDPOINT_URL_DYNAMODB: aws.endpoints.dynamodb,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: aws.endpoints.cognito,
    CREATE_TABLES: '1',
    MEDIA_BUCKET: 'media-test',
    MEDIA_TABLE: 'media-test',
    MEDIA_SIGNING_KEY: secret,
    MEDIA_PHOTOS_PER_MINUTE: '1000',
    ...extra,
  };
  const transport = createMemoryTransport({ logger: silentLogger, expects: ['media'] });
  const service = await mediaService.start(environment, { transport: transport.connect(), processMetrics: false });
  const server = await listen(hardenServer(createServer(service.handler)));
  const photoService = createGrpcClient(PhotoServiceDefinition, {
    address: service.grpcAddress ?? '',
    token: identity.environment.GRPC_TOKEN,
  });
  const replicas: Dependencies[] = [];

  const call: MediaStack['fetch'] = (path, request = {}) =>
    fetch(new URL(path, server.url), {
      method: request.method ?? (request.body ? 'POST' : 'GET'),
      headers: { ...(request.as && { Authorization: `Bearer ${request.as.token}` }), ...request.headers },
      ...(request.body && { body: request.body, duplex: 'half' as const }),
    });
  return {
    url: server.url,
    environment,
    transport,
    photoService,
    createPerson: () => {
      const id = randomUUID();
      return { id, token: identity.tokenOf(id) };
    },
    fetch: call,
    upload: (as, image, request = {}) => {
      const body = new FormData();
      for (const [name, value] of Object.entries(request.fields ?? {})) {
        body.append(name, value);
      }
      body.append(
        'image',
        new Blob([new Uint8Array(image)], { type: request.type ?? 'image/jpeg' }),
        request.name ?? 'a.jpg',
      );
      return call('/api/photos', { as, body, headers: request.headers ?? {} });
    },
    metrics: () => service.registry.metrics(),
    connectReplica: async () => {
      const replica = await connect({
        config: readConfig(environment),
        logger: silentLogger,
        metrics: createMetrics('media', { processMetrics: false }),
        transport: transport.connect(),
        waitFor: (_what, attempt) => attempt(),
      });
      replicas.push(replica);
      return replica;
    },
    close: async () => {
      photoService.close();
      await server.close();
      for (const replica of replicas) {
        await replica.close();
      }
      await service.close();
      await transport.close();
      await identity.close();
      await aws.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function listen(server: Server): Promise<{ url: string; close: () => Promise<void> }> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
