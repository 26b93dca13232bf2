import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from 'rabbitmq-client';
import { v7 as uuidv7 } from 'uuid';
import type { AnyEvent } from './catalogue.ts';
import { consumersOf } from './consumers.ts';
import type { Consumers } from './consumers.ts';
import { parseEvent } from './event.ts';
import { eventExchange } from './rabbitmq-topology.ts';

export interface RabbitmqPublisher {
  publish(event: AnyEvent): Promise<void>;
  close(): Promise<void>;
}

const confirmMilliseconds = 10_000;

/**
 * Publishes with confirms. The broker also confirms what it routes nowhere, so what comes back as returned is refused.
 * It returns a message only when no queue at all takes it; that each consumer has its queue, the topology sees to.
 */
export function createRabbitmqPublisher(
  connection: Connection,
  consumers: Consumers,
  declared: () => Promise<void>,
): RabbitmqPublisher {
  const publisher = connection.createPublisher({ confirm: true });
  // One event may be on its way twice, so returns are told apart by publication and not by event.
  const returned = new Set<string>();
  publisher.on('basic.return', (message) => returned.add(String(message.correlationId)));

  return {
    async publish(published) {
      const event = parseEvent(published);
      const publication = uuidv7();
      const message = {
        exchange: eventExchange,
        routingKey: event.name,
        mandatory: consumersOf(consumers, event.name).length > 0,
        durable: true,
        contentType: 'application/json',
        messageId: event.id,
        correlationId: publication,
        headers: { 'request-id': event.requestId },
      };
      const sent = declared().then(() => publisher.send(message, event));
      await withDeadline(sent, confirmMilliseconds);
      // The broker sends a return before its confirm, but the client reports returns only in the next turn of the loop.
      await nextTurn();
      if (returned.delete(publication)) {
        throw new Error(`No queue takes ${event.name}; it was not delivered.`);
      }
    },
    close: () => publisher.close(),
  };
}

async function withDeadline(work: Promise<void>, milliseconds: number): Promise<void> {
  const stop = new AbortController();
  const late = sleep(milliseconds, undefined, { signal: stop.signal }).then(() => {
    throw new Error(`The broker did not confirm within ${milliseconds} ms.`);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    stop.abort();
    late.catch(() => undefined);
  }
}
