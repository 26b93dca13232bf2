import { setTimeout as sleep } from 'node:timers/promises';
import type { AnyEvent } from './catalogue.ts';
import { countResult } from './deliver.ts';
import type { Deliver, TransportOptions } from './deliver.ts';
import { appendParked } from './parked-file.ts';

export interface MemoryConsumerOptions extends TransportOptions {
  readonly consumer: string;
  readonly concurrency: number;
  readonly retryDelays: readonly number[];
  readonly parkedFile?: string | undefined;
  readonly deliver: Deliver;
}

/** A durable consumer within the process. */
export interface MemoryConsumer {
  /** Resolves when the event was handled or parked; rejects when the consumer closed before that. */
  push(event: AnyEvent): Promise<void>;
  close(): Promise<void>;
}

/** Hands events to one consumer, some at a time; failing ones are tried again and in the end parked. */
export function createMemoryConsumer(options: MemoryConsumerOptions): MemoryConsumer {
  const { consumer, logger, retryDelays } = options;
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const waiting: { start: () => void; reject: (error: Error) => void }[] = [];

  async function handle(event: AnyEvent): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await options.deliver(event);
        countResult(options, event.name, consumer, 'done');
        logger.debug({ requestId: event.requestId, event: event.name, consumer }, 'event handled');
        return;
      } catch (error) {
        countResult(options, event.name, consumer, 'failed');
        const delay = retryDelays[attempt];
        if (delay === undefined) {
          await park(event, error);
          return;
        }
        logger.warn({ err: error, event: event.name, eventId: event.id, consumer, attempt }, 'event not handled yet');
        await sleep(delay, undefined, { signal: stopping.signal });
      }
    }
  }

  async function park(event: AnyEvent, error: unknown): Promise<void> {
    if (options.parkedFile !== undefined) {
      const parkedAt = new Date().toISOString();
      await appendParked(options.parkedFile, { parkedAt, consumer, error: String(error), event });
    }
    countResult(options, event.name, consumer, 'parked');
    logger.error({ err: error, event, consumer }, 'event parked');
  }

  function begin(event: AnyEvent): Promise<void> {
    const work = handle(event).finally(() => {
      running.delete(work);
      waiting.shift()?.start();
    });
    running.add(work);
    return work;
  }

  return {
    push(event) {
      if (stopping.signal.aborted) {
        return Promise.reject(closed(consumer));
      }
      if (running.size < options.concurrency) {
        return begin(event);
      }
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      waiting.push({ start: () => resolve(begin(event)), reject });
      return promise;
    },
    async close() {
      stopping.abort(closed(consumer));
      for (const { reject } of waiting.splice(0)) {
        reject(closed(consumer));
      }
      await Promise.allSettled(running);
    },
  };
}

function closed(consumer: string): Error {
  return new Error(`Consumer ${consumer} is closed.`);
}
