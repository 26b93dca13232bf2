import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { createAwsClients } from '@tintype/aws';
import { createEvent, createMemoryTransport } from '@tintype/events';
import type { AnyEvent, EventName, EventPayload } from '@tintype/events';
import { startLocalAws } from '@tintype/local-aws';
import type { Message } from '@tintype/local-aws';
import { silentLogger } from '@tintype/logger';
import type { RunningService } from '@tintype/telemetry';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { readConfig } from '../src/config.ts';
import { notificationsService } from '../src/service.ts';
import { startFaultySns } from './faulty-sns.ts';
import type { FaultySns } from './faulty-sns.ts';
import { startTestIdentity } from '@tintype/testing/identity';
import { listen } from './listen.ts';
import { startSocialGraph } from './social-graph.ts';
import type { SocialGraph } from './social-graph.ts';

/** Somebody with an account. */
export interface Person {
  readonly id: string;
  readonly handle: string;
  readonly token: string;
  /** The sign-in that the token belongs to. */
  readonly family: string;
}

/** One running copy of the service with its own way of events. */
export interface Replica {
  readonly url: string;
  publish(event: AnyEvent): Promise<void>;
  close(): Promise<void>;
}

interface Call {
  readonly as?: Person;
  readonly method?: string;
  readonly json?: unknown;
  readonly headers?: Record<string, string>;
  readonly on?: Replica;
}

/** The service over real stores, beside doubles of those it asks. */
export interface Harness extends Replica {
  readonly graph: SocialGraph;
  readonly sns: FaultySns;
  createPerson(options?: { name?: string; handle?: string; seconds?: number }): Promise<Person>;
  createPost(author: Person, viewers?: 'everybody' | readonly string[]): string;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read any JSON
  fetch(path: string, call?: Call): Promise<{ status: number; headers: Headers; body: any; text: string }>;
  /** Publishes an event and returns it, to publish it again. */
  happen<N extends EventName>(name: N, payload: EventPayload<N>): Promise<AnyEvent>;
  mailbox(to?: string): Promise<Message[]>;
  /** Adds an address and, unless told, follows the link in the mail that asks to confirm. */
  addChannel(
    person: Person,
    options?: { address?: string; isConfirmed?: boolean },
  ): Promise<{ id: string; address: string }>;
  confirm(address: string): Promise<void>;
  /** Waits until no mail is waiting. */
  mailsDone(): Promise<void>;
  logs(): string;
  startReplica(): Promise<Replica>;
}

/** Starts everything on loopback ports; close it in `afterAll`. */
export async function startHarness(): Promise<Harness> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'notifications-test-'));
  const identity = await startTestIdentity();
  const graph = await startSocialGraph(identity.environment.GRPC_TOKEN);
  const aws = await startLocalAws({ dataDirectory, publicUrl: () => front.url });
  const front = await listen(createServer((request, response) => aws.mailbox(request, response)));
  const sns = await startFaultySns(aws.endpoints.sns);
  const lines: string[] = [];
  const logDestination = new Writable({
    decodeStrings: false,
    write: (line, _encoding, done) => (lines.push(String(line)), done()),
  });
  const environment = {
    NODE_ENV: 'test',
    LOG_LEVEL: 'debug',
    PUBLIC_URL: 'http://localhost:8080',
    TRUSTED_PROXIES: '0',
    ...identity.environment,
    AUTH_GRPC: graph.address,
    POSTS_GRPC: graph.address,
    AWS_REGION: aws.region,
    AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
    AWS_ENDPOINT_URL_S3: aws.endpoints.s3,
    AWS_ENDPOINT_URL_SNS: sns.url,
    AWS_ENDPOINT_URL_DYNAMODB: aws.endpoints.dynamodb,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: aws.endpoints.cognito,
    CREATE_TABLES: '1',
    NOTIFICATIONS_TABLE: 'tintype-notifications',
    TOPIC_PREFIX: 'tintype',
  };
  const clients = createAwsClients(readConfig(environment));

  async function startReplica(): Promise<Replica> {
    const transport = createMemoryTransport({ logger: silentLogger, expects: ['notifications'] });
    const service: RunningService = await notificationsService.start(environment, {
      transport,
      logDestination,
      processMetrics: false,
    });
    const server = createServer(service.handler);
    server.on('upgrade', (request, socket, head) => service.upgrade?.(request, socket, head));
    const { url, close } = await listen(server);
    return {
      url,
      publish: (event) => transport.publish(event),
      close: async () => {
        await transport.close();
        await service.close();
        await close();
      },
    };
  }

  const first = await startReplica();
  const call: Harness['fetch'] = async (path, { as, method, json, headers, on = first } = {}) => {
    const response = await fetch(new URL(path, on.url), {
      method: method ?? (json === undefined ? 'GET' : 'POST'),
      headers: {
        ...(as && { Authorization: `Bearer ${as.token}` }),
        ...(json !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: text === '' ? undefined : JSON.parse(text),
    };
  };
  const mailbox: Harness['mailbox'] = async (to) => {
    const answer = await fetch(`${front.url}/mailbox.json${to === undefined ? '' : `?to=${encodeURIComponent(to)}`}`);
    return (await answer.json()) as Message[];
  };
  const confirm = async (address: string): Promise<void> => {
    const asked = (await mailbox(address)).find(({ subject }) => subject.includes('Subscription Confirmation'));
    const link = /http\S+\/mailbox\/sns\/confirm\S+/.exec(asked?.text ?? '')?.[0];
    await fetch(link ?? 'http://no-link.invalid');
  };
  const queued = async (): Promise<number> => {
    // Not through the index: while a mail moves within it, it is for a moment not there.
    const { Count = 0 } = await clients.dynamo().send(
      new ScanCommand({
        TableName: environment.NOTIFICATIONS_TABLE,
        FilterExpression: 'attribute_exists(#queue)',
        ExpressionAttributeNames: { '#queue': 'queue' },
        ConsistentRead: true,
      }),
    );
    return Count;
  };

  return {
    ...first,
    graph,
    sns,
    fetch: call,
    mailbox,
    confirm,
    startReplica,
    logs: () => lines.join(''),
    createPerson: async ({
      handle = `p${randomBytes(4).toString('hex')}`,
      name = `Person ${handle}`,
      seconds,
    } = {}) => {
      const id = uuidv7();
      const family = uuidv7();
      graph.people.set(id, { handle, name });
      const token = identity.tokenOf(id, { family, ...(seconds !== undefined && { seconds }) });
      return { id, handle, family, token };
    },
    createPost: (author, viewers = 'everybody') => {
      const id = uuidv7();
      graph.posts.set(id, { authorId: author.id, viewers });
      return id;
    },
    happen: async (name, payload) => {
      const event = createEvent(name, payload);
      await first.publish(event);
      return event;
    },
    addChannel: async (person, { address = `${person.handle}@example.com`, isConfirmed = true } = {}) => {
      const { status, body, text } = await call('/api/notifications/channels', {
        as: person,
        json: { kind: 'email', address },
      });
      if (status !== 201) {
        throw new Error(`adding a channel answered ${status}: ${text}`);
      }
      if (isConfirmed) {
        await confirm(address);
      }
      return body as { id: string; address: string };
    },
    mailsDone: async () => {
      const deadline = Date.now() + 10_000;
      while ((await queued()) > 0) {
        if (Date.now() > deadline) {
          throw new Error('mails are still waiting');
        }
        await sleep(25);
      }
    },
    close: async () => {
      await first.close();
      clients.close();
      await Promise.all([sns.close(), front.close(), graph.close(), identity.close()]);
      await aws.close();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}
