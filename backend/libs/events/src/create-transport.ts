import type { Consumers } from './consumers.ts';
import type { TransportOptions } from './deliver.ts';
import { createMemoryTransport } from './memory-transport.ts';
import type { EventTransport } from './transport.ts';

export interface CreateTransportOptions extends TransportOptions {
  /** Which service this is; the broker shows it as the connection's name. */
  readonly service: string;
  /** In process only: where events go that a consumer could not handle. */
  readonly parkedFile?: string | undefined;
  readonly consumers?: Consumers;
}

/** Connects to the transport that `EVENTS_URL` names: `memory:` for a process alone, `amqp(s)://` for RabbitMQ. */
export async function createTransport(url: string, options: CreateTransportOptions): Promise<EventTransport> {
  const { protocol } = new URL(url);
  switch (protocol) {
    case 'memory:':
      return createMemoryTransport({ ...options, expects: [] });
    case 'amqp:':
    case 'amqps:': {
      // The embedded start never needs the client; loading it costs every process a little.
      const { createRabbitmqTransport } = await import('./rabbitmq-transport.ts');
      return createRabbitmqTransport(url, options);
    }
    default:
      throw new Error(`EVENTS_URL starts with ${protocol}; use memory:, amqp:// or amqps://.`);
  }
}
