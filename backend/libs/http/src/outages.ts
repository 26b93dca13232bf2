import pRetry from 'p-retry';
import { isOutage } from '@tintype/errors';

/**
 * Does something, and does it again while it fails because something that it needs is away. `isWanted` says whether
 * anybody still waits for it.
 */
export type OutageWait = <T>(attempt: () => Promise<T>, isWanted?: () => boolean) => Promise<T>;

// What waits holds its request in memory; whoever comes after so many is told at once.
const mostWaiting = 500;

/** Waits out restarts and failovers of stores, for so many milliseconds at most; 0 waits for nothing. */
export function createOutageWait(milliseconds: number): OutageWait {
  let waiting = 0;
  return async (attempt, isWanted = () => true) => {
    const started = performance.now();
    try {
      return await attempt();
    } catch (error) {
      const maxRetryTime = milliseconds - (performance.now() - started);
      if (!isOutage(error) || maxRetryTime <= 0 || waiting >= mostWaiting) {
        throw error;
      }
      waiting += 1;
      try {
        return await pRetry(attempt, {
          retries: Infinity,
          maxRetryTime,
          minTimeout: 100,
          maxTimeout: 1_000,
          randomize: true,
          shouldRetry: (failure) => isOutage(failure.error) && isWanted(),
        });
      } finally {
        waiting -= 1;
      }
    }
  };
}
