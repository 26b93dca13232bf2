import type { Logger } from '@tintype/logger';

/** Sweeps from time to time. */
export interface Sweeper {
  /** Lets the sweep under way finish and stops. */
  close(): Promise<void>;
}

const everyMilliseconds = 3600 * 1000;
const firstMilliseconds = 60 * 1000;

/** Starts sweeping: first a minute after the start, then every hour, each time up to a tenth later so that replicas take turns. */
export function startSweeper(sweep: () => Promise<number>, logger: Logger): Sweeper {
  let timer: NodeJS.Timeout;
  let running: Promise<void> = Promise.resolve();
  let isClosed = false;
  const run = async (): Promise<void> => {
    try {
      const removed = await sweep();
      logger.info({ removed }, 'photos swept');
    } catch (error) {
      logger.warn({ err: error }, 'photos could not be swept');
    }
    if (!isClosed) {
      plan(everyMilliseconds);
    }
  };
  const plan = (milliseconds: number): void => {
    timer = setTimeout(
      () => {
        running = run();
      },
      milliseconds * (1 + Math.random() / 10),
    );
    timer.unref();
  };
  plan(firstMilliseconds);
  return {
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await running;
    },
  };
}
