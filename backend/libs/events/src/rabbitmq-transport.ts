import { Connection } from 'rabbitmq-client';
import type { Consumer } from 'rabbitmq-client';
import { assertDeclared, durableConsumers } from './consumers.ts';
import type { Consumers } from './consumers.ts';
import { toDeliver } from './deliver.ts';
import type { TransportOptions } from './deliver.ts';
import { startRabbitmqConsumer, startRabbitmqListener } from './rabbitmq-consumer.ts';
import { createRabbitmqPublisher } from './rabbitmq-publisher.ts';
import { declareTopology, topologyOf } from './rabbitmq-topology.ts';
import type { EventTransport } from './transport.ts';

export interface RabbitmqTransportOptions extends TransportOptions {
  readonly service: string;
  readonly consumers?: Consumers;
  readonly retryDelays?: readonly number[];
  /** Longest pause between two tries to connect. */
  readonly longestReconnectMilliseconds?: number;
}

// About 100 s together, longer than a failover of the database takes. A message that waits holds one of the
// consumer's places; the number of pauses is the queues' delivery limit.
const defaultRetryDelays = [100, 500, 2_000, 5_000, 10_000, 20_000, 30_000, 30_000];

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
  connection.on('connection', () => {
    logger.info('connected to the broker');
    // Not left to the first publisher: a consumer alone needs its dead queue too.
    declareTopology(connection, topology).catch((error: unknown) => {
      logger.error({ err: error }, 'queues could not be declared');
    });
  });
  connection.on('connection.blocked', (reason) => logger.warn({ reason }, 'the broker takes no more events for now'));

  const publisher = createRabbitmqPublisher(connection, topology, consumers);
  const started: Consumer[] = [];
  const common = { ...options, connection, consumers, retryDelays, interruption: () => interruption.signal };
  let closing: Promise<void> | undefined;

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
      started.push(await startRabbitmqConsumer({ ...common, consumer, concurrency, deliver: toDeliver(handle) }));
    },
    async listen(events, handle) {
      started.push(await startRabbitmqListener({ ...common, events, deliver: toDeliver(handle) }));
    },
    isReady: () => connection.ready,
    close: () => (closing ??= close()),
  };
}
