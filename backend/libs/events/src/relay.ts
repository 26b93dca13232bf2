import type { Logger } from '@tintype/logger';
import type { EventTransport, Outbox } from './transport.ts';

export interface RelayOptions {
  readonly logger: Logger;
  readonly pollMilliseconds?: number;
  readonly batch?: number;
}

/** Moves events from an outbox to the transport. */
export interface Relay {
  /** Looks now instead of at the next poll: call it after a commit. */
  wake(): void;
  /** Finishes the batch under way and stops. */
  close(): Promise<void>;
}

const longestPause = 10_000;

/** Starts publishing what waits in an outbox; runs until closed, whatever fails meanwhile. */
export function startRelay(outbox: Outbox, transport: Pick<EventTransport, 'publish'>, options: RelayOptions): Relay {
  const { logger, pollMilliseconds = 500, batch = 100 } = options;
  let isClosed = false;
  let isWoken = false;
  let interrupt: (() => void) | undefined;

  function pause(milliseconds: number): Promise<void> {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      interrupt = () => {
        clearTimeout(timer);
        resolve();
      };
    }).then(() => {
      interrupt = undefined;
    });
  }

  /** One batch: how many were claimed and how many of them could not be published. */
  async function drain(): Promise<{ claimed: number; failed: number }> {
    let failed = 0;
    let reason: unknown;
    const claimed = await outbox.drain(batch, async (event) => {
      try {
        await transport.publish(event);
      } catch (error) {
        failed += 1;
        reason = error;
        throw error;
      }
    });
    if (failed > 0) {
      logger.warn({ err: reason, failed, claimed }, 'events could not be published; they stay in the outbox');
    }
    return { claimed, failed };
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!isClosed) {
      isWoken = false;
      let claimed = 0;
      try {
        const result = await drain();
        claimed = result.claimed;
        failures = result.failed > 0 && result.failed === claimed ? failures + 1 : 0;
      } catch (error) {
        failures += 1;
        logger.error({ err: error }, 'the outbox cannot be read');
      }
      if (isClosed) {
        return;
      }
      if (failures > 0) {
        await pause(Math.min(longestPause, pollMilliseconds * 2 ** Math.min(failures - 1, 10)));
      } else if (claimed === 0 && !isWoken) {
        await pause(pollMilliseconds);
      }
    }
  }

  const running = run();
  return {
    wake() {
      isWoken = true;
      interrupt?.();
    },
    async close() {
      isClosed = true;
      interrupt?.();
      await running;
    },
  };
}
