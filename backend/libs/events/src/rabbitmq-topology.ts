import { AMQPChannelError } from 'rabbitmq-client';
import type { Connection, PublisherProps } from 'rabbitmq-client';
import type { Consumers } from './consumers.ts';

type Queue = NonNullable<PublisherProps['queues']>[number];
type Binding = NonNullable<PublisherProps['queueBindings']>[number];
type Exchange = NonNullable<PublisherProps['exchanges']>[number];

/** What exists in the broker, in the form in which the client declares it. */
export interface Topology {
  exchanges: Exchange[];
  queues: Queue[];
  queueBindings: Binding[];
}

export const eventExchange = 'tintype.events';
export const deadExchange = 'tintype.dead';

/**
 * Pauses before an event that failed comes again: about 100 s together, longer than a failover of the database takes. A
 * message that waits holds one of the consumer's places; the number of pauses is the queues' delivery limit.
 */
export const defaultRetryDelays: readonly number[] = [100, 500, 2_000, 5_000, 10_000, 20_000, 30_000, 30_000];

/** Where a consumer's dead letters wait for a person. */
export function deadQueueOf(consumer: string): string {
  return `${consumer}.dead`;
}

/**
 * Exchanges, queues and bindings of the consumers. Publishers and consumers declare the same, so that it does not
 * matter who comes first; arguments cannot be changed later without a new queue name.
 */
export function topologyOf(consumers: Consumers, deliveryLimit: number): Topology {
  const names = Object.keys(consumers);
  return {
    exchanges: [
      { exchange: eventExchange, type: 'topic', durable: true },
      { exchange: deadExchange, type: 'direct', durable: true },
    ],
    queues: names.flatMap((queue) => [
      { queue: deadQueueOf(queue), durable: true, arguments: { 'x-queue-type': 'quorum' } },
      { queue, durable: true, arguments: queueArguments(queue, deliveryLimit) },
    ]),
    queueBindings: names.flatMap((queue) => [
      { queue: deadQueueOf(queue), exchange: deadExchange, routingKey: queue },
      ...(consumers[queue] ?? []).map((routingKey) => ({ queue, exchange: eventExchange, routingKey })),
    ]),
  };
}

/**
 * Creates everything that is missing. Where this user may not, prepare-broker.ts has done so: then it is enough that
 * everything is there.
 */
export async function ensureTopology(connection: Connection, topology: Topology): Promise<void> {
  try {
    await declare(connection, topology);
  } catch (error) {
    if (!(error instanceof AMQPChannelError) || error.code !== 'ACCESS_REFUSED') {
      throw error;
    }
    for (const exchange of topology.exchanges) {
      await connection.exchangeDeclare({ ...exchange, passive: true });
    }
    for (const queue of topology.queues) {
      await connection.queueDeclare({ ...queue, passive: true });
    }
  }
}

async function declare(connection: Connection, topology: Topology): Promise<void> {
  for (const exchange of topology.exchanges) {
    await connection.exchangeDeclare(exchange);
  }
  for (const queue of topology.queues) {
    await connection.queueDeclare(queue);
  }
  for (const binding of topology.queueBindings) {
    await connection.queueBind(binding);
  }
}

/** A quorum queue that survives a broker; past the delivery limit a message moves to the dead queue, never into nothing. */
function queueArguments(consumer: string, deliveryLimit: number): Record<string, unknown> {
  return {
    'x-queue-type': 'quorum',
    'x-delivery-limit': deliveryLimit,
    'x-dead-letter-exchange': deadExchange,
    'x-dead-letter-routing-key': consumer,
    // Dead letters are moved with confirms too; the broker accepts that only together with this overflow.
    'x-dead-letter-strategy': 'at-least-once',
    'x-overflow': 'reject-publish',
  };
}
