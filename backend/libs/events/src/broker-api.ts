import type { Consumers } from './consumers.ts';
import { topologyOf } from './rabbitmq-topology.ts';

/** How a broker is administered: over RabbitMQ's management API. */
export interface BrokerApi {
  /** Whether it answers, and to this user. */
  check(): Promise<void>;
  declare(consumers: Consumers, deliveryLimit: number): Promise<void>;
  /** Makes or updates the user of a service, with its password and the least that works. */
  setUser(service: string, password: string): Promise<void>;
  removeUser(name: string): Promise<void>;
}

/** What the broker answered instead of doing it. */
export class BrokerRefusal extends Error {
  readonly status: number;

  constructor(method: string, path: string, status: number, reason: string) {
    super(`${method} ${path} was answered with ${status}: ${reason}`);
    this.name = 'BrokerRefusal';
    this.status = status;
  }
}

const vhost = '%2F';
const requestMilliseconds = 10_000;

/** Speaks to the management API at an address, as an administrator. */
export function connectBrokerApi(options: { url: string; username: string; password: string }): BrokerApi {
  const authorization = `Basic ${Buffer.from(`${options.username}:${options.password}`).toString('base64')}`;

  async function send(method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, body?: object): Promise<void> {
    const answer = await fetch(`${options.url.replace(/\/+$/, '')}/api/${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(requestMilliseconds),
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) {
      throw new BrokerRefusal(method, path, answer.status, text.slice(0, 300));
    }
  }

  return {
    check: () => send('GET', 'whoami'),
    declare: async (consumers, deliveryLimit) => {
      const topology = topologyOf(consumers, deliveryLimit);
      const lasting = { durable: true, auto_delete: false };
      for (const { exchange, type } of topology.exchanges) {
        await send('PUT', `exchanges/${vhost}/${exchange}`, { type, ...lasting });
      }
      for (const { queue, arguments: args } of topology.queues) {
        await send('PUT', `queues/${vhost}/${queue ?? ''}`, { arguments: args, ...lasting });
      }
      for (const { queue, exchange, routingKey } of topology.queueBindings) {
        await send('POST', `bindings/${vhost}/e/${exchange}/q/${queue ?? ''}`, { routing_key: routingKey });
      }
    },
    setUser: async (service, password) => {
      await send('PUT', `users/${service}`, { password, tags: '' });
      await send('PUT', `permissions/${vhost}/${service}`, permissionsOf(service));
    },
    removeUser: async (name) => {
      await send('DELETE', `users/${name}`).catch((error: unknown) => {
        if (!(error instanceof BrokerRefusal) || error.status !== 404) {
          throw error;
        }
      });
    },
  };
}

/**
 * A service publishes to the exchange of events, and reads from it into queues of its own: those of its consumers, and
 * those of its listeners, which the broker names. What all share it can neither change nor delete.
 */
function permissionsOf(service: string): { configure: string; write: string; read: string } {
  const own = `${service}\\..*|amq\\.gen-.*`;
  return {
    configure: `^(${own})$`,
    // To declare a queue that has dead letters takes the right to write them.
    write: `^(tintype\\.events|tintype\\.dead|${own})$`,
    read: `^(tintype\\.events|${own})$`,
  };
}
