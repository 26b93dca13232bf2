import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Connection } from 'rabbitmq-client';
import { v7 as uuidv7 } from 'uuid';
import { silentLogger } from '@tintype/logger';
import type { AnyEvent } from './catalogue.ts';
import type { Consumers } from './consumers.ts';
import { createTransport } from './create-transport.ts';
import { createEvent } from './event.ts';
import { createRabbitmqTransport } from './rabbitmq-transport.ts';
import type { RabbitmqTransportOptions } from './rabbitmq-transport.ts';
import { startRelay } from './relay.ts';
import { deletedUser, describeTransport } from './transport.suite.ts';
import type { EventTransport } from './transport.ts';
import { createArrayOutbox, until } from '../test/array-outbox.ts';
import { startSilentProxy } from '../test/silent-proxy.ts';
import { hasRabbitmq, prepareBroker } from '@tintype/testing/rabbitmq';
import type { Broker } from '@tintype/testing/rabbitmq';

const [describeHere, title] = hasRabbitmq
  ? [describe, 'RabbitMQ']
  : [describe.skip, 'RabbitMQ (left out: Debian package rabbitmq-server is not installed)'];

const events = ['user.deleted'] as const;

describeHere(title, () => {
  let broker: Broker;
  let operator: Connection;
  const open: EventTransport[] = [];
  const parked = new Map<string, string[]>();

  function connect(
    options: Partial<RabbitmqTransportOptions> & { consumers: Consumers },
    url = broker.url,
  ): EventTransport {
    const transport = createRabbitmqTransport(url, {
      logger: silentLogger,
      service: 'test',
      retryDelays: [5, 5, 5, 5],
      longestReconnectMilliseconds: 500,
      ...options,
    });
    open.push(transport);
    return transport;
  }

  /** Takes what lies in a dead queue, as an operator would. */
  async function readParked(consumer: string): Promise<readonly string[]> {
    const ids = parked.get(consumer) ?? [];
    parked.set(consumer, ids);
    for (;;) {
      // Right after a restart the queues are still choosing their leaders, and a get times out.
      const message = await operator.basicGet({ queue: `${consumer}.dead`, noAck: true }).catch(() => 'later' as const);
      if (!message) {
        return ids;
      }
      if (message !== 'later') {
        ids.push(String(message.messageId));
      }
    }
  }

  beforeAll(async () => {
    broker = await prepareBroker();
    await broker.start();
    operator = new Connection({ url: broker.url, retryLow: 100, retryHigh: 500 });
    operator.on('error', () => undefined);
    await operator.onConnect(10_000);
  }, 120_000);

  afterAll(async () => {
    await Promise.all(open.map((transport) => transport.close()));
    operator.unsafeDestroy();
    await broker.remove();
  }, 30_000);

  describeTransport('the transport through RabbitMQ', {
    create: async (options) => {
      const transport = connect(options);
      await until(() => transport.isReady());
      return transport;
    },
    parked: readParked,
  });

  it('is what amqp:// stands for', async () => {
    const transport = await createTransport(broker.url, { logger: silentLogger, service: 'test', consumers: {} });
    await until(() => transport.isReady());
    await transport.close();
    expect(transport.isReady()).toBe(false);
  });

  it('shares the events of a consumer among its replicas, and tells every listener of all of them', async () => {
    const consumers: Consumers = { 'test.shared': events };
    const replicas = [connect({ consumers }), connect({ consumers })];
    const handled: string[][] = [[], []];
    const heard: string[][] = [[], []];
    for (const [index, replica] of replicas.entries()) {
      const handle = async ({ id }: AnyEvent): Promise<void> => void handled[index]?.push(id);
      await replica.subscribe({ consumer: 'test.shared', events, handle, concurrency: 1 });
      await replica.listen(events, async ({ id }) => void heard[index]?.push(id));
    }
    const published = Array.from({ length: 200 }, deletedUser);
    await Promise.all(published.map(async (event) => replicas[0]?.publish(event)));
    await until(() => handled.flat().length === 200 && heard.flat().length === 400);
    expect(new Set(handled.flat()).size).toBe(200);
    expect(handled.every((ids) => ids.length > 0)).toBe(true);
    expect(heard.every((ids) => new Set(ids).size === 200)).toBe(true);
  });

  it('refuses an event that no queue takes although a consumer must get it', async () => {
    // An event of its own: the broker sends a message back only when nobody at all takes it.
    const consumers: Consumers = { 'test.gone': ['follow.ended'] };
    const followEnded = (): AnyEvent => createEvent('follow.ended', { followerId: uuidv7(), followeeId: uuidv7() });
    const transport = connect({ consumers });
    await transport.publish(followEnded());
    // The transport is still declaring what it found missing when it connected.
    await sleep(500);
    await operator.queueDelete('test.gone');
    const outbox = createArrayOutbox([followEnded()]);
    await expect(transport.publish(followEnded())).rejects.toThrow('No queue takes follow.ended');
    const relay = startRelay(outbox, transport, { logger: silentLogger, pollMilliseconds: 10 });
    await expect(until(() => outbox.waiting() === 0, 200)).rejects.toThrow();
    const done: string[] = [];
    const handle = async ({ id }: AnyEvent): Promise<void> => void done.push(id);
    await transport.subscribe({ consumer: 'test.gone', events: ['follow.ended'], handle });
    await until(() => outbox.waiting() === 0 && done.length === 1);
    await relay.close();
  });

  it('parks messages that are no events, and goes on', async () => {
    const transport = connect({ consumers: { 'test.malformed': events } });
    const done: string[] = [];
    await transport.subscribe({ consumer: 'test.malformed', events, handle: async ({ id }) => void done.push(id) });
    const publisher = operator.createPublisher({ confirm: true });
    const valid = deletedUser();
    const bodies = { a: 'not JSON', b: { id: 'b' }, c: { ...valid, payload: {} }, d: { ...valid, name: 'post.liked' } };
    for (const [messageId, body] of Object.entries(bodies)) {
      await publisher.send({ exchange: 'tintype.events', routingKey: 'user.deleted', messageId }, body);
    }
    await transport.publish(valid);
    await until(async () => (await readParked('test.malformed')).length === 4 && done.length === 1);
    expect([...(await readParked('test.malformed'))].sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(done).toEqual([valid.id]);
    await publisher.close();
  });

  it('publishes anew when confirms stay away, and closes without an answer', async () => {
    const proxy = await startSilentProxy(broker.url);
    const transport = connect({ consumers: { 'test.silence': events }, confirmMilliseconds: 3_000 }, proxy.url);
    const done: string[] = [];
    await transport.subscribe({ consumer: 'test.silence', events, handle: async ({ id }) => void done.push(id) });
    await transport.publish(deletedUser());
    await until(() => done.length === 1);
    proxy.silence();
    await expect(transport.publish(deletedUser())).rejects.toThrow('did not confirm');
    await transport.publish(deletedUser());
    proxy.silence();
    const begun = Date.now();
    await transport.close();
    expect(Date.now() - begun).toBeLessThan(10_000);
    expect(transport.isReady()).toBe(false);
    await expect(transport.publish(deletedUser())).rejects.toThrow('closed');
    proxy.close();
  });

  it('loses no effect and doubles none when the broker is killed under load', async () => {
    const consumers: Consumers = { 'test.load': events };
    const [source, ...replicas] = [connect({ consumers }), connect({ consumers }), connect({ consumers })];
    const inbox = new Set<string>();
    let effects = 0;
    const handle = async ({ id }: AnyEvent): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      if (!inbox.has(id)) {
        inbox.add(id);
        effects += 1;
      }
    };
    for (const replica of replicas) {
      await replica.subscribe({ consumer: 'test.load', events, handle });
    }
    await broker.settle();
    const outbox = createArrayOutbox(Array.from({ length: 2_000 }, deletedUser));
    const relay = startRelay(outbox, source, { logger: silentLogger, pollMilliseconds: 50 });
    for (const share of [1_500, 750]) {
      await until(() => outbox.waiting() < share, 120_000);
      await broker.kill();
      await until(() => !source.isReady(), 60_000);
      expect(outbox.waiting()).toBeGreaterThan(0);
      await broker.start();
    }
    await until(() => outbox.waiting() === 0 && effects >= 2_000, 120_000);
    await relay.close();
    expect(effects).toBe(2_000);
    expect(inbox.size).toBe(2_000);
    expect(await readParked('test.load')).toEqual([]);
  }, 600_000);
});
