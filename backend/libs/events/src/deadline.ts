import { setTimeout as sleep } from 'node:timers/promises';

/** Something did not come in time. It may still come, but nobody waits any more. */
export class DeadlineError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DeadlineError';
  }
}

/** Waits for something so long and no longer. Only the waiting ends: what is late goes on, and may fail unnoticed. */
export async function withDeadline<T>(work: Promise<T>, milliseconds: number, message: string): Promise<T> {
  const stop = new AbortController();
  const late = sleep(milliseconds, undefined, { signal: stop.signal }).then(() => {
    throw new DeadlineError(message);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    stop.abort();
    late.catch(() => undefined);
  }
}
