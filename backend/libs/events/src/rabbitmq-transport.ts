import type { Consumer } from 'rabbitmq-client';
import { assertDeclared, durableConsumers } from './consumers.ts';
import type { Consumers } from './consumers.ts';
import { withDeadline } from './deadline.ts';
import { toDeliver } from './deliver.ts';
import type { Deliver, TransportOptions } from './deliver.ts';
import { startRabbitmqConsumer, startRabbitmqListener } from './rabbitmq-consumer.ts';
import { openLink } from './rabbitmq-link.ts';
import { createRabbitmqPublisher } from './rabbitmq-publisher.ts';
import { defaultRetryDelays, topologyOf } from './rabbitmq-topology.ts';
import type { EventTransport } from './transport.ts';

export interface RabbitmqTransportOptions extends TransportOptions {
  readonly service: string;
  readonly consumers?: Consumers;
  readonly retryDelays?: readonly number[];
  /** Longest pause between two tries to connect. */
  readonly longestReconnectMilliseconds?: number;
  /** How long an event waits for its confirm before it counts as not published. */
  readonly confirmMilliseconds?: number;
}

/** How long a subscription waits for the broker before it goes on in the background. */
const patienceMilliseconds = 5_000;

/** How long the broker gets to answer a goodbye once the last handler is done; a stopping process has little more. */
const goodbyeMilliseconds = 5_000;

/**
 * Connects to RabbitMQ. Connections, queues and consumers come back by themselves after an outage. What is published
 * has a connection of its own: the broker stops reading from one whose events it cannot take, and acknowledgements that
 * come the same way would wait with them.
 */
export function createRabbitmqTransport(url: string, options: RabbitmqTransportOptions): EventTransport {
  const { logger, service, consumers = durableConsumers, retryDelays = defaultRetryDelays } = options;
  const { longestReconnectMilliseconds, confirmMilliseconds } = options;
  const topology = topologyOf(consumers, retryDelays.length);
  const open = (name: string) => openLink({ url, name, topology, logger, longestReconnectMilliseconds });
  const link = open(service);
  const { connection } = link;
  let interruption = new AbortController();
  connection.on('error', () => {
    // What was delivered over the lost connection comes again, so nobody has to wait for a retry any more.
    interruption.abort();
    interruption = new AbortController();
  });

  const publisher = createRabbitmqPublisher({
    logger,
    consumers,
    open: () => open(`${service}, publishing`),
    confirmMilliseconds,
  });
  const started: Consumer[] = [];
  const handling = new Set<Promise<void>>();
  const common = { ...options, connection, consumers, retryDelays, interruption: () => interruption.signal };
  let closing: Promise<void> | undefined;

  /** Nothing can be bound to what is not there; without a broker the subscription is left to the background. */
  async function untilDeclared(): Promise<void> {
    await withDeadline(link.declared(), patienceMilliseconds, 'The broker is not there yet.').catch(() => undefined);
  }

  function noted(deliver: Deliver): Deliver {
    return async (event) => {
      const handled = deliver(event);
      handling.add(handled);
      await handled.finally(() => handling.delete(handled));
    };
  }

  async function sayGoodbye(): Promise<void> {
    await Promise.all(started.map((consumer) => consumer.close()));
    await Promise.all([publisher.close(), connection.close()]);
  }

  async function close(): Promise<void> {
    interruption.abort();
    const goodbye = sayGoodbye().catch((error: unknown) => logger.warn({ err: error }, 'the broker was left abruptly'));
    await Promise.allSettled(handling);
    await withDeadline(goodbye, goodbyeMilliseconds, 'The broker does not answer.').catch((error: unknown) =>
      logger.warn({ err: error }, 'the broker was left without a goodbye'),
    );
    // What was handled but not acknowledged comes again.
    publisher.destroy();
    link.destroy();
  }

  return {
    publish: (event) => publisher.publish(event),
    async subscribe({ consumer, events, handle, concurrency = 10 }) {
      assertDeclared(consumers, consumer, events);
      await untilDeclared();
      const deliver = noted(toDeliver(handle));
      started.push(await startRabbitmqConsumer({ ...common, consumer, concurrency, deliver }));
    },
    async listen(events, handle) {
      await untilDeclared();
      started.push(await startRabbitmqListener({ ...common, events, deliver: noted(toDeliver(handle)) }));
    },
    isReady: () => connection.ready,
    close: () => (closing ??= close()),
  };
}
