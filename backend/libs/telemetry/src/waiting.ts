import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@tintype/logger';

/** Tries something until it works: what it needs may still be starting. `what` names that in the log. */
export type WaitFor = <T>(what: string, attempt: () => Promise<T>) => Promise<T>;

export interface WaitingOptions {
  readonly logger: Logger;
  /** Ends the waiting; without it there is none, and the first failure is thrown. */
  readonly until?: AbortSignal | undefined;
  /** Failures that no waiting mends. */
  readonly isHopeless?: (error: unknown) => boolean;
}

const firstPause = 250;
const longestPause = 5_000;

/** Makes a function that waits for what a process needs, with a line in the log for each try that failed. */
export function createWaiting({ logger, until, isHopeless = () => false }: WaitingOptions): WaitFor {
  return async (what, attempt) => {
    if (!until) {
      return attempt();
    }
    for (let pause = firstPause; ; pause = Math.min(longestPause, pause * 2)) {
      try {
        const result = await beforeAbort(until, attempt());
        if (pause > firstPause) {
          logger.info(`${what} is there now`);
        }
        return result;
      } catch (error) {
        if (until.aborted || isHopeless(error)) {
          throw error;
        }
        logger.warn({ err: error }, `waiting for ${what}`);
        await sleep(pause, undefined, { signal: until }).catch(() => {
          throw new Error(`${what} did not get ready in time.`, { cause: error });
        });
      }
    }
  };
}

async function beforeAbort<T>(until: AbortSignal, work: Promise<T>): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(until.reason);
  until.addEventListener('abort', abort, { once: true });
  if (until.aborted) {
    abort();
  }
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    until.removeEventListener('abort', abort);
    // Whoever lost the race may still fail, and nobody listens any more.
    work.catch(() => undefined);
  }
}
