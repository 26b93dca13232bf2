import { setTimeout as sleep } from 'node:timers/promises';
import { ConsumerStatus } from 'rabbitmq-client';
import type { AsyncMessage, Connection, Consumer } from 'rabbitmq-client';
import type { AnyEvent, EventName } from './catalogue.ts';
import { countResult } from './deliver.ts';
import type { Deliver, TransportOptions } from './deliver.ts';
import { parseEvent } from './event.ts';
import { eventExchange, topologyOf } from './rabbitmq-topology.ts';
import type { Consumers } from './consumers.ts';

export interface RabbitmqConsumerOptions extends TransportOptions {
  readonly connection: Connection;
  readonly consumer: string;
  readonly consumers: Consumers;
  readonly concurrency: number;
  /** Pauses before an event that failed comes again; after the last it moves to the dead queue. */
  readonly retryDelays: readonly number[];
  readonly deliver: Deliver;
  /** Aborted when waiting no longer makes sense: on close, or when the connection is lost. */
  readonly interruption: () => AbortSignal;
}

const readyMilliseconds = 5_000;

/** Starts a durable consumer: manual acknowledgement after the handler, redelivery with growing pauses, dead letters. */
export async function startRabbitmqConsumer(options: RabbitmqConsumerOptions): Promise<Consumer> {
  const { connection, consumer, consumers, concurrency, retryDelays } = options;
  const topology = topologyOf({ [consumer]: consumers[consumer] ?? [] }, retryDelays.length);
  const started = connection.createConsumer(
    {
      queue: consumer,
      queueOptions: topology.queues.find(({ queue }) => queue === consumer) ?? {},
      // Exchanges and its dead queue were declared by the transport; binding a queue that is not there would close the channel.
      queueBindings: topology.queueBindings.filter(({ queue }) => queue === consumer),
      qos: { prefetchCount: concurrency },
      concurrency,
    },
    (message) => handle(options, message),
  );
  return waitUntilReady(started, options, consumer);
}

/** Starts a listener: a queue of this replica's own, gone with it; nothing is acknowledged or tried again. */
export async function startRabbitmqListener(
  options: Omit<RabbitmqConsumerOptions, 'consumer' | 'concurrency'> & { readonly events: readonly EventName[] },
): Promise<Consumer> {
  const { connection, logger } = options;
  const started = connection.createConsumer(
    {
      queue: '',
      // A listener that cannot keep up loses the oldest, and never fills the broker.
      queueOptions: { exclusive: true, autoDelete: true, arguments: { 'x-max-length': 10_000 } },
      queueBindings: options.events.map((routingKey) => ({ exchange: eventExchange, routingKey })),
      noAck: true,
    },
    async (message) => {
      try {
        await options.deliver(toEvent(message));
      } catch (error) {
        logger.warn({ err: error, event: message.routingKey, eventId: message.messageId }, 'a listener failed');
      }
    },
  );
  return waitUntilReady(started, options, 'listener');
}

async function handle(options: RabbitmqConsumerOptions, message: AsyncMessage): Promise<ConsumerStatus> {
  const { logger, consumer, retryDelays } = options;
  let event: AnyEvent;
  try {
    event = toEvent(message);
  } catch (error) {
    countResult(options, message.routingKey, consumer, 'parked');
    logger.error(
      { err: error, event: message.routingKey, eventId: message.messageId, consumer },
      'malformed event parked',
    );
    return ConsumerStatus.DROP;
  }
  try {
    await options.deliver(event);
    countResult(options, event.name, consumer, 'done');
    logger.debug({ requestId: event.requestId, event: event.name, consumer }, 'event handled');
    return ConsumerStatus.ACK;
  } catch (error) {
    countResult(options, event.name, consumer, 'failed');
    const attempt = Number(message.headers?.['x-delivery-count'] ?? 0);
    const delay = retryDelays[attempt];
    const line = { err: error, event: event.name, eventId: event.id, consumer, attempt };
    if (delay === undefined) {
      countResult(options, event.name, consumer, 'parked');
      logger.error(line, 'event parked');
      return ConsumerStatus.DROP;
    }
    logger.warn(line, 'event not handled yet');
    // The message stays with this replica meanwhile: put back at once, its tries would be used up within milliseconds.
    await sleep(delay, undefined, { signal: options.interruption() }).catch(() => undefined);
    return ConsumerStatus.REQUEUE;
  }
}

function toEvent(message: AsyncMessage): AnyEvent {
  const event = parseEvent(message.body);
  if (event.name !== message.routingKey) {
    throw new Error(`${event.name} came as ${message.routingKey}.`);
  }
  return event;
}

/** Waits for the first start; when the broker is away, it goes on trying in the background. */
async function waitUntilReady(
  started: Consumer,
  options: Pick<RabbitmqConsumerOptions, 'connection' | 'logger'>,
  consumer: string,
): Promise<Consumer> {
  started.on('error', (error: unknown) => options.logger.warn({ err: error, consumer }, 'consumer interrupted'));
  const { promise, resolve } = Promise.withResolvers<void>();
  const later = (): void => {
    options.logger.warn({ consumer }, 'the broker does not answer; subscribing goes on in the background');
    resolve();
  };
  const timer = setTimeout(later, options.connection.ready ? readyMilliseconds : 0);
  started.once('ready', resolve);
  await promise;
  clearTimeout(timer);
  return started;
}
