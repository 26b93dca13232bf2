import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from 'rabbitmq-client';
import type { Consumer } from 'rabbitmq-client';
import { assertDeclared, durableConsumers } from './consumers.ts';
import type { Consumers } from './consumers.ts';
import { toDeliver } from './deliver.ts';
import type { TransportOptions } from './deliver.ts';
import { startRabbitmqConsumer, startRabbitmqListener } from './rabbitmq-consumer.ts';
import { createRabbitmqPublisher } from './rabbitmq-publisher.ts';
import { defaultRetryDelays, ensureTopology, topologyOf } from './rabbitmq-topology.ts';
import type { EventTransport } from './transport.ts';

export interface RabbitmqTransportOptions extends TransportOptions {
  readonly service: string;
  readonly consumers?: Consumers;
  readonly retryDelays?: readonly number[];
  /** Longest pause between two tries to connect. */
  readonly longestReconnectMilliseconds?: number;
}

/** How long a subscription waits for the broker before it goes on in the background. */
const patienceMilliseconds = 5_000;

/** Connects to RabbitMQ. Connection, queues and consumers come back by themselves after an outage. */
export function createRabbitmqTransport(url: string, options: RabbitmqTransportOptions): EventTransport {
  const { logger, consumers = durableConsumers, retryDelays = defaultRetryDelays } = options;
  const connection = new Connection({
    url,
    connectionName: options.service,
    heartbeat: 10,
    connectionTimeout: 5_000,
    acquireTimeout: 5_000,
    retryLow: 200,
    retryHigh: options.longestReconnectMilliseconds ?? 10_000,
  });
  let interruption = new AbortController();
  connection.on('error', (error: unknown) => {
    logger.warn({ err: error }, 'connection to the broker lost');
    // What was delivered over the lost connection comes again, so nobody has to wait for a retry any more.
    interruption.abort();
    interruption = new AbortController();
  });
  const topology = topologyOf(consumers, retryDelays.length);
  const first = Promise.withResolvers<void>();
  let declared: Promise<void> = first.promise;
  connection.on('connection', () => {
    logger.info('connected to the broker');
    // Not left to the first publisher: a consumer alone needs its dead queue too. What cannot be declared now may be there
    // all the same; if it is not, publishing says so.
    const ensured = ensureTopology(connection, topology).catch((error: unknown) => {
      logger.error({ err: error }, 'queues could not be declared');
    });
    void ensured.then(first.resolve);
    declared = ensured;
  });
  connection.on('connection.blocked', (reason) => logger.warn({ reason }, 'the broker takes no more events for now'));

  const publisher = createRabbitmqPublisher(connection, consumers, () => declared);
  const started: Consumer[] = [];
  const common = { ...options, connection, consumers, retryDelays, interruption: () => interruption.signal };
  let closing: Promise<void> | undefined;

  /** Nothing can be bound to what is not there; without a broker the subscription is left to the background. */
  async function untilDeclared(): Promise<void> {
    const stop = new AbortController();
    const late = sleep(patienceMilliseconds, undefined, { signal: stop.signal }).catch(() => undefined);
    await Promise.race([declared, late]);
    stop.abort();
  }

  async function close(): Promise<void> {
    interruption.abort();
    await Promise.all(started.map((consumer) => consumer.close()));
    await publisher.close().catch(() => undefined);
    await connection.close();
  }

  return {
    publish: (event) => publisher.publish(event),
    async subscribe({ consumer, events, handle, concurrency = 10 }) {
      assertDeclared(consumers, consumer, events);
      await untilDeclared();
      started.push(await startRabbitmqConsumer({ ...common, consumer, concurrency, deliver: toDeliver(handle) }));
    },
    async listen(events, handle) {
      await untilDeclared();
      started.push(await startRabbitmqListener({ ...common, events, deliver: toDeliver(handle) }));
    },
    isReady: () => connection.ready,
    close: () => (closing ??= close()),
  };
}
