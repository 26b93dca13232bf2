import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { parseConfig, variable } from '@tintype/config';

const shape = {
  PORT: variable.port(8080),
  DATA_DIR: z.string().default(fileURLToPath(new URL('../../../.data', import.meta.url))),
  DEMO: variable.flag(true),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  LOG_FORMAT: z.enum(['readable', 'json']).default('readable'),
} as const;

/** The variables of the embedded start; all have defaults. */
export function readConfig() {
  if (process.env['NODE_ENV'] === 'production') {
    throw new Error(
      'The embedded start is for laptops. In production each service runs by itself: see the README on deploying.',
    );
  }
  return parseConfig('Tintype', shape, process.env);
}
