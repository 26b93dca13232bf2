import closeWithGrace from 'close-with-grace';
import { createLogger } from '@tintype/logger';
import type { Logger } from '@tintype/logger';
import { createFront } from './front.ts';
import type { RunningService, ServiceDefinition } from './service.ts';

/** Longest that a stopping process waits for work under way; ECS sends SIGKILL after `stopTimeout` (30 s by default). */
const graceMilliseconds = 25_000;
/** The part of it that requests get; the rest is for events, calls and connections. */
const requestMilliseconds = 15_000;

/**
 * Runs a service as a process of its own: listens, waits for what it needs, serves, drains on SIGTERM and SIGINT, and
 * exits with 0 when it stopped cleanly. The service is loaded when signals are already heard.
 */
export async function runService(load: () => Promise<ServiceDefinition>): Promise<void> {
  const stop = new AbortController();
  const front = createFront();
  let logger = createLogger({ service: 'starting' });
  let service: RunningService | undefined;
  let delay = 0;
  closeWithGrace({ delay: false, logger: false }, async ({ err, signal }) => {
    stop.abort();
    if (err) {
      logger.fatal({ err }, 'stopping after an error');
    } else {
      logger.info({ signal }, service ? 'stopping' : 'stopping before it was ready');
    }
    if (service) {
      const total = delay + graceMilliseconds;
      setTimeout(() => giveUp(logger, `not stopped within ${total} ms`), total).unref();
      const cut = await front.drain({ delay: err ? 0 : delay, patience: requestMilliseconds });
      if (cut > 0) {
        logger.warn({ cut }, 'requests were still under way');
      }
      await service.close();
      logger.info('stopped');
    }
  });

  try {
    const definition = await load();
    logger = createLogger({ service: definition.name });
    const config = definition.readConfig(process.env);
    logger.level = config.LOG_LEVEL;
    delay = config.DRAIN_DELAY;
    const listen = async (): Promise<void> => {
      await front.listen(config.PORT, config.HOST);
      logger.info({ listening: front.address() }, 'listening');
    };
    if (config.ANSWER_WHILE_STARTING) {
      await listen();
    }
    service = await definition.start(process.env, undefined, stop.signal);
    ({ logger } = service);
    front.open(service);
    if (!config.ANSWER_WHILE_STARTING) {
      await listen();
    }
    logger.info('started');
  } catch (error) {
    // A start that was interrupted is no failure: the exit with 0 is under way.
    if (!stop.signal.aborted) {
      giveUp(logger, 'cannot start', error);
    }
  }
}

function giveUp(logger: Logger, message: string, error?: unknown): void {
  logger.fatal({ err: error }, message);
  process.exit(1);
}
