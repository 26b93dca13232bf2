import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Publisher } from 'rabbitmq-client';
import { v7 as uuidv7 } from 'uuid';
import type { AnyEvent, EventName } from './catalogue.ts';
import { consumersOf } from './consumers.ts';
import type { Consumers } from './consumers.ts';
import { DeadlineError, withDeadline } from './deadline.ts';
import type { TransportOptions } from './deliver.ts';
import { parseEvent } from './event.ts';
import type { Link } from './rabbitmq-link.ts';
import { eventExchange } from './rabbitmq-topology.ts';

export interface RabbitmqPublisherOptions extends Pick<TransportOptions, 'logger'> {
  readonly consumers: Consumers;
  /** Connects for publishing alone: at the first event, and again when confirms stay away. */
  readonly open: () => Link;
  readonly confirmMilliseconds?: number | undefined;
}

export interface RabbitmqPublisher {
  publish(event: AnyEvent): Promise<void>;
  /** Takes no more, and waits for the confirms of what was sent. */
  close(): Promise<void>;
  destroy(): void;
}

/** A queue without a leader holds up the channel that publishes to it, so each kind of event has a channel of its own. */
interface Line {
  readonly link: Link;
  readonly channels: Map<EventName, Publisher>;
}

/**
 * Publishes with confirms. The broker also confirms what it routes nowhere, so what comes back as returned is refused.
 * It returns a message only when no queue at all takes it; that each consumer has its queue, the topology sees to.
 */
export function createRabbitmqPublisher(options: RabbitmqPublisherOptions): RabbitmqPublisher {
  const { logger, consumers, open, confirmMilliseconds = 10_000 } = options;
  // One event may be on its way twice, so returns are told apart by publication and not by event.
  const returned = new Set<string>();
  let line: Line | undefined;
  let isClosed = false;

  function currentLine(): Line {
    if (isClosed) {
      throw new Error('The transport is closed; nothing is published any more.');
    }
    return (line ??= { link: open(), channels: new Map() });
  }

  function channelOf({ link, channels }: Line, name: EventName): Publisher {
    const existing = channels.get(name);
    if (existing) {
      return existing;
    }
    const channel = link.connection.createPublisher({ confirm: true });
    channel.on('basic.return', (message) => returned.add(String(message.correlationId)));
    channels.set(name, channel);
    return channel;
  }

  /** The broker drops what waits in the channels of a lost connection; on one that stays, it would pile up with each try. */
  function abandon(stuck: Line): void {
    if (line === stuck) {
      line = undefined;
      logger.warn('the broker does not confirm; connecting anew to publish');
    }
    stuck.link.destroy();
  }

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
      const used = currentLine();
      await withDeadline(used.link.declared(), confirmMilliseconds, 'The broker is not there yet.');
      const sent = channelOf(used, event.name).send(message, event);
      await withDeadline(
        sent,
        confirmMilliseconds,
        `The broker did not confirm within ${confirmMilliseconds} ms.`,
      ).catch((error: unknown) => {
        if (error instanceof DeadlineError) {
          abandon(used);
        }
        throw error;
      });
      // The broker sends a return before its confirm, but the client reports returns only in the next turn of the loop.
      await nextTurn();
      if (returned.delete(publication)) {
        throw new Error(`No queue takes ${event.name}; it was not delivered.`);
      }
    },
    async close() {
      isClosed = true;
      if (line) {
        const { link, channels } = line;
        await Promise.allSettled([...channels.values()].map((channel) => channel.close()));
        await link.connection.close();
      }
    },
    destroy() {
      isClosed = true;
      line?.link.destroy();
    },
  };
}
