import { setTimeout as sleep } from 'node:timers/promises';
import type { AnyEvent } from '../src/catalogue.ts';
import type { Outbox } from '../src/transport.ts';

/** An outbox in memory: enough to see what a relay makes of one. */
export interface ArrayOutbox extends Outbox {
  add(event: AnyEvent): void;
  waiting(): number;
}

/** Creates an outbox that holds these events. */
export function createArrayOutbox(events: readonly AnyEvent[] = []): ArrayOutbox {
  const waiting = [...events];
  return {
    add: (event) => void waiting.push(event),
    waiting: () => waiting.length,
    async drain(limit, publish) {
      const claimed = waiting.slice(0, limit);
      const results = await Promise.allSettled(claimed.map(async (event) => publish(event)));
      for (const [index, event] of claimed.entries()) {
        if (results[index]?.status === 'fulfilled') {
          waiting.splice(waiting.indexOf(event), 1);
        }
      }
      return claimed.length;
    },
  };
}

/** Waits until the condition holds; fails after ten seconds. */
export async function until(condition: () => boolean | Promise<boolean>, milliseconds = 10_000): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!(await condition())) {
    if (Date.now() > deadline) {
      throw new Error(`Not true after ${milliseconds} ms: ${String(condition)}`);
    }
    await sleep(5);
  }
}
