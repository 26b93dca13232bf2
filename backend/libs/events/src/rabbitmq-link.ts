import { Connection } from 'rabbitmq-client';
import { withDeadline } from './deadline.ts';
import type { TransportOptions } from './deliver.ts';
import { ensureTopology } from './rabbitmq-topology.ts';
import type { Topology } from './rabbitmq-topology.ts';

export interface LinkOptions extends Pick<TransportOptions, 'logger'> {
  readonly url: string;
  /** What the broker shows. */
  readonly name: string;
  readonly topology: Topology;
  /** Longest pause between two tries to connect. */
  readonly longestReconnectMilliseconds?: number | undefined;
}

/** A connection that comes back by itself, and on which what is missing in the broker is declared whenever it does. */
export interface Link {
  readonly connection: Connection;
  /** Waits for what the latest connect began to declare, whatever came of it. */
  declared(): Promise<void>;
  /** Lets go at once, of what is under way too. */
  destroy(): void;
}

/** Far longer than declaring takes: whoever waits for the queues gave up before. */
const declareMilliseconds = 30_000;

/** Connects to RabbitMQ in the background. */
export function openLink(options: LinkOptions): Link {
  const { logger, name, topology } = options;
  const connection = new Connection({
    url: options.url,
    connectionName: name,
    heartbeat: 10,
    connectionTimeout: 5_000,
    acquireTimeout: 5_000,
    retryLow: 200,
    retryHigh: options.longestReconnectMilliseconds ?? 10_000,
  });
  connection.on('error', (error: unknown) => {
    logger.warn({ err: error, connection: name }, 'connection to the broker lost');
  });
  connection.on('connection.blocked', (reason) => logger.warn({ reason }, 'the broker takes no more events for now'));
  const first = Promise.withResolvers<void>();
  let declared: Promise<void> = first.promise;
  connection.on('connection', () => {
    logger.info({ connection: name }, 'connected to the broker');
    // Not left to who publishes: a consumer alone needs its dead queue too. What cannot be declared now may be there all
    // the same; if it is not, publishing says so.
    declared = withDeadline(ensureTopology(connection, topology), declareMilliseconds, 'The broker does not answer.')
      .catch((error: unknown) => logger.error({ err: error }, 'queues could not be declared'))
      .then(first.resolve);
  });
  return {
    connection,
    declared: () => declared,
    destroy() {
      first.resolve();
      connection.unsafeDestroy();
    },
  };
}
