import { createLogger } from '@tintype/logger';
import type { Logger } from '@tintype/logger';

/** Runs something that is done once: exits with 0 when it is, and with 1 and a line that says why when it could not be. */
export async function runTask(
  name: string,
  work: (environment: NodeJS.ProcessEnv, logger: Logger) => Promise<void>,
): Promise<void> {
  const logger = createLogger({ service: name });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      logger.fatal({ signal }, 'interrupted');
      process.exit(1);
    });
  }
  try {
    await work(process.env, logger);
    logger.info('done');
    process.exit(0);
  } catch (error) {
    logger.fatal({ err: error }, 'failed');
    process.exit(1);
  }
}
