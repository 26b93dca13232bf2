import { pino } from 'pino';
import type { DestinationStream, Logger as PinoLogger } from 'pino';
import { currentContext } from './context.ts';

export { currentContext, withContext } from './context.ts';
export type { WorkContext } from './context.ts';
export { readableStream } from './readable.ts';

export type Logger = PinoLogger;

// Whatever somebody hands to the logger by mistake: these never reach a line.
const secretKeys = [
  'password', 'token', 'accessToken', 'refreshToken', 'idToken', 'secret', 'authorization', 'cookie', 'email',
  'address', 'caption', 'text', 'alt', 'signature',
]; // prettier-ignore
const redactedPaths = secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`, `*["set-cookie"]`]);

/** A JSON logger for one service; every line carries the request id of the work that wrote it. */
export function createLogger(options: { service: string; level?: string; destination?: DestinationStream }): Logger {
  return pino(
    {
      level: options.level ?? 'info',
      base: { service: options.service },
      redact: { paths: [...new Set(redactedPaths)], censor: '[hidden]' },
      mixin: () => {
        const context = currentContext();
        return context ? { requestId: context.requestId } : {};
      },
    },
    options.destination ?? pino.destination({ fd: 1, sync: false }),
  );
}

/** A logger that writes nothing, for tests and scripts. */
export const silentLogger: Logger = pino({ level: 'silent' });
