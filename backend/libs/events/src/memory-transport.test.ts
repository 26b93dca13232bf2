import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { silentLogger } from '@tintype/logger';
import { createMetrics } from '@tintype/telemetry';
import type { Consumers } from './consumers.ts';
import { createMemoryTransport } from './memory-transport.ts';
import type { MemoryTransportOptions } from './memory-transport.ts';
import type { ParkedEvent } from './parked-file.ts';
import { deletedUser, describeTransport } from './transport.suite.ts';

let directory: string;
const parkedFile = (): string => join(directory, 'parked', 'events.jsonl');

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tintype-events-'));
});

afterAll(async () => {
  await rm(directory, { recursive: true });
});

async function readParked(): Promise<ParkedEvent[]> {
  const text = await readFile(parkedFile(), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as ParkedEvent);
}

describeTransport('the transport within one process', {
  create: async (options) => createMemoryTransport({ logger: silentLogger, parkedFile: parkedFile(), ...options }),
  parked: async (consumer) =>
    (await readParked()).filter((parked) => parked.consumer === consumer).map(({ event }) => event.id),
});

describe('createMemoryTransport', () => {
  const consumers: Consumers = { 'posts.a': ['user.deleted'], 'media.b': ['user.deleted'] };
  const create = (options: Partial<MemoryTransportOptions> = {}) =>
    createMemoryTransport({ logger: silentLogger, consumers, retryDelays: [1], ...options });
  const events = ['user.deleted'] as const;

  it('publishes when everybody is done, and not before', async () => {
    const transport = create({ expects: [] });
    const gate = Promise.withResolvers<void>();
    let isPublished = false;
    await transport.subscribe({ consumer: 'posts.a', events, handle: () => gate.promise });
    const published = transport.publish(deletedUser()).then(() => (isPublished = true));
    await new Promise(setImmediate);
    expect(isPublished).toBe(false);
    gate.resolve();
    await published;
  });

  it('refuses an event until the services that are expected have subscribed', async () => {
    const transport = create({ expects: ['posts', 'media'] });
    const handle = async (): Promise<void> => undefined;
    await transport.subscribe({ consumer: 'posts.a', events, handle });
    await expect(transport.publish(deletedUser())).rejects.toThrow('Not subscribed yet: media.b.');
    await transport.subscribe({ consumer: 'media.b', events, handle });
    await transport.publish(deletedUser());
  });

  it('keeps the surroundings of the publisher from the handlers', async () => {
    const transaction = new AsyncLocalStorage<string>();
    const transport = create({ expects: [] });
    let inherited: string | undefined = 'not called';
    const handle = async (): Promise<void> => void (inherited = transaction.getStore());
    await transport.subscribe({ consumer: 'posts.a', events, handle });
    await transaction.run('a transaction of the relay', () => transport.publish(deletedUser()));
    expect(inherited).toBeUndefined();
  });

  it('goes on for the others when one service closes its part', async () => {
    const transport = create();
    const [posts, media] = [transport.connect(), transport.connect()];
    let handled = 0;
    const handle = async (): Promise<void> => void (handled += 1);
    await posts.subscribe({ consumer: 'posts.a', events, handle });
    await media.subscribe({ consumer: 'media.b', events, handle });
    await posts.close();
    await expect(posts.publish(deletedUser())).rejects.toThrow('Not subscribed yet: posts.a.');
    await posts.subscribe({ consumer: 'posts.a', events, handle });
    await media.publish(deletedUser());
    expect(handled).toBe(2);
    await transport.close();
    expect(transport.isReady()).toBe(false);
    await expect(media.publish(deletedUser())).rejects.toThrow('closed');
  });

  it('gives an event back to the outbox when closing cuts its tries short', async () => {
    const transport = create({ expects: [], retryDelays: [60_000] });
    const tried = Promise.withResolvers<void>();
    const handle = async (): Promise<void> => {
      tried.resolve();
      throw new Error('not now');
    };
    await transport.subscribe({ consumer: 'posts.a', events, handle });
    const published = transport.publish(deletedUser());
    const refused = expect(published).rejects.toThrow();
    await tried.promise;
    await transport.close();
    await refused;
  });

  it('does not take an event for parked when it could not be written down', async () => {
    const transport = create({ expects: [], parkedFile: '/dev/null/nowhere.jsonl' });
    await transport.subscribe({ consumer: 'posts.a', events, handle: () => Promise.reject(new Error('poison')) });
    await expect(transport.publish(deletedUser())).rejects.toThrow(/mkdir/);
  });

  it('counts what became of events', async () => {
    const metrics = createMetrics('test', { processMetrics: false });
    const transport = create({ expects: [], metrics });
    await transport.subscribe({ consumer: 'posts.a', events, handle: () => Promise.reject(new Error('poison')) });
    await transport.publish(deletedUser());
    const { values } = await metrics.events.get();
    const counts = Object.fromEntries(values.map(({ labels, value }) => [labels.result, value]));
    expect(counts).toEqual({ failed: 2, parked: 1 });
  });
});
