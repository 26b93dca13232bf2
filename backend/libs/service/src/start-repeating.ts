import type { Logger } from '@tintype/logger';

/** A piece of work that is done again and again beside the requests. */
export interface Repeating {
  /** Lets the turn under way finish and stops. */
  close(): Promise<void>;
}

export interface RepeatingOptions {
  readonly firstMilliseconds: number;
  readonly everyMilliseconds: number;
  readonly logger: Logger;
  /** What is logged when a turn did something, with its count. */
  readonly done: string;
  /** What is logged when a turn failed; the next one comes all the same. */
  readonly failed: string;
}

/** Starts doing something every so often, each time up to a tenth later, so that replicas take turns. `work` answers how much it did. */
export function startRepeating(work: () => Promise<number>, options: RepeatingOptions): Repeating {
  const { logger, firstMilliseconds, everyMilliseconds } = options;
  let timer: NodeJS.Timeout;
  let running: Promise<void> = Promise.resolve();
  let isClosed = false;
  const run = async (): Promise<void> => {
    try {
      const count = await work();
      if (count > 0) {
        logger.info({ count }, options.done);
      }
    } catch (error) {
      logger.warn({ err: error }, options.failed);
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
