import { AsyncLocalStorage } from 'node:async_hooks';
import type { EventName } from './catalogue.ts';
import { assertDeclared, consumersOf, durableConsumers } from './consumers.ts';
import type { Consumers } from './consumers.ts';
import { toDeliver } from './deliver.ts';
import type { Deliver, TransportOptions } from './deliver.ts';
import { parseEvent } from './event.ts';
import { createMemoryConsumer } from './memory-consumer.ts';
import type { MemoryConsumer } from './memory-consumer.ts';
import type { EventTransport } from './transport.ts';

export interface MemoryTransportOptions extends TransportOptions {
  readonly service?: string;
  /**
   * Services of this process; every one of the table unless told. An event is not published before their consumers of
   * it have subscribed, so what waits in an outbox from the last run does not slip past a service that starts later.
   */
  readonly expects?: readonly string[] | undefined;
  /** Where events go that a consumer could not handle, one JSON line each. */
  readonly parkedFile?: string | undefined;
  readonly consumers?: Consumers;
  readonly retryDelays?: readonly number[];
}

/** An in-process transport that the services of one process share. */
export interface MemoryTransport extends EventTransport {
  /** The transport as one service has it: closing that takes away only what the service itself subscribed. */
  connect(): EventTransport;
}

interface Listener {
  readonly events: readonly EventName[];
  readonly deliver: Deliver;
}

/** Creates a transport that calls the handlers itself; `publish` waits for them, so the outbox stays the safe place. */
export function createMemoryTransport(options: MemoryTransportOptions): MemoryTransport {
  const { logger, consumers = durableConsumers, retryDelays = [50, 200, 800, 2_000] } = options;
  const subscribed = new Map<string, MemoryConsumer>();
  const listeners = new Set<Listener>();
  const listening = new Set<Promise<void>>();
  // Handlers must not inherit what surrounds publish(): the relay's transaction, or another service's request.
  const outside = AsyncLocalStorage.snapshot();
  let isClosed = false;

  function missing(name: EventName): readonly string[] {
    return consumersOf(consumers, name).filter(
      (consumer) => !subscribed.has(consumer) && (options.expects?.includes(serviceOf(consumer)) ?? true),
    );
  }

  const publish: EventTransport['publish'] = async (published) => {
    const event = parseEvent(published);
    const absent = missing(event.name);
    if (isClosed || absent.length > 0) {
      throw new Error(isClosed ? 'The transport is closed.' : `Not subscribed yet: ${absent.join(', ')}.`);
    }
    await outside(async () => {
      for (const listener of listeners) {
        if (listener.events.includes(event.name)) {
          const work = listener
            .deliver(event)
            .catch((error: unknown) => logger.warn({ err: error, event: event.name }, 'a listener failed'))
            .finally(() => listening.delete(work));
          listening.add(work);
        }
      }
      const targets = consumersOf(consumers, event.name).map((consumer) => subscribed.get(consumer));
      const results = await Promise.allSettled(targets.map(async (target) => target?.push(event)));
      const failure = results.find((result) => result.status === 'rejected');
      if (failure) {
        throw failure.reason;
      }
    });
  };

  function connect(): EventTransport {
    const mine = new Map<string, MemoryConsumer>();
    const myListeners = new Set<Listener>();
    return {
      publish,
      async subscribe({ consumer, events, handle, concurrency = 10 }) {
        assertDeclared(consumers, consumer, events);
        if (subscribed.has(consumer)) {
          throw new Error(`Consumer ${consumer} has subscribed already.`);
        }
        const deliver = toDeliver(handle);
        const created = createMemoryConsumer({ ...options, consumer, concurrency, retryDelays, deliver });
        subscribed.set(consumer, created);
        mine.set(consumer, created);
      },
      async listen(events, handle) {
        const listener = { events, deliver: toDeliver(handle) };
        listeners.add(listener);
        myListeners.add(listener);
      },
      isReady: () => !isClosed,
      async close() {
        for (const listener of myListeners) {
          listeners.delete(listener);
        }
        await Promise.all([...mine.values()].map((consumer) => consumer.close()));
        // Last, so that meanwhile an event is refused by the closing consumer instead of passing it by.
        for (const consumer of mine.keys()) {
          subscribed.delete(consumer);
        }
        mine.clear();
        await Promise.allSettled(listening);
      },
    };
  }

  const whole = connect();
  return {
    ...whole,
    connect,
    async close() {
      isClosed = true;
      await whole.close();
      await Promise.all([...subscribed.values()].map((consumer) => consumer.close()));
      await Promise.allSettled(listening);
    },
  };
}

function serviceOf(consumer: string): string {
  return consumer.split('.', 1)[0] ?? consumer;
}
