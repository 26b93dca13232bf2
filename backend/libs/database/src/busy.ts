import type { DriverException, MikroORM } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { isAppError, unavailable } from '@tintype/errors';

// Postgres: statement timeout, too many connections, shutting down, starting up, connection lost. Then the socket's own.
const busyCodes = /^(57014|53300|57P0[123]|08...|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

/** A pool without a free connection, or a database that is away, is 503 and "try again" to the client, not a bug. */
export function answerBusyWhenExhausted(pool: Pool): void {
  const connect = pool.connect.bind(pool);
  // MikroORM takes the promise; pool.query() is built on the form with a callback.
  pool.connect = ((callback?: Parameters<Pool['connect']>[0]) => {
    if (callback) {
      return connect((error, client, release) => callback(error && busy(error), client, release));
    }
    return connect().catch((error: unknown) => {
      throw busy(error);
    });
  }) as Pool['connect'];
}

/** The same for statements that the database gave up, and keeps MikroORM from dressing the 503 as its own error. */
export function answerBusyWhenCancelled(orm: MikroORM): void {
  const converter = orm.em.getPlatform().getExceptionConverter();
  const convert = converter.convertException.bind(converter);
  converter.convertException = (error) => {
    if (isAppError(error)) {
      // Callers only throw what they get here; that it must be a DriverException is more than they need.
      return error as Error as DriverException;
    }
    return busyCodes.test(String(error['code'])) ? (busy(error) as DriverException) : convert(error);
  };
}

function busy(cause: unknown): Error {
  return unavailable(2, 'Busy just now. Try again shortly.', cause);
}
