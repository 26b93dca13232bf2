import type { DriverException, MikroORM } from '@mikro-orm/postgresql';
import type { Pool, PoolClient } from 'pg';
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
    return connect().then(releaseWhenLost, (error: unknown) => {
      throw busy(error);
    });
  }) as Pool['connect'];
  pool.on('connect', answerBusyWhenInterrupted);
}

/**
 * The query builder gives a connection back after COMMIT or ROLLBACK, and neither works on one that broke: each failover
 * of the database would use up the pool's places for good.
 */
function releaseWhenLost(client: PoolClient): PoolClient {
  const release = client.release.bind(client);
  let isReleased = false;
  const releaseOnce = (destroy?: Error | boolean): void => {
    if (!isReleased) {
      isReleased = true;
      client.off('end', onEnd);
      release(destroy);
    }
  };
  const onEnd = (): void => releaseOnce(true);
  client.once('end', onEnd);
  client.release = releaseOnce;
  return client;
}

/** The same for every statement of a connection: also those that MikroORM sends past its exception converter, as COMMIT. */
function answerBusyWhenInterrupted(client: PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const send = (...args: unknown[]): unknown => {
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      args[args.length - 1] = (error: unknown, result: unknown) => callback(error && busyOrItself(error), result);
    }
    const result = query(...args);
    return result instanceof Promise
      ? result.catch((error: unknown) => {
          throw busyOrItself(error);
        })
      : result;
  };
  client.query = send as PoolClient['query'];
}

function busyOrItself(error: unknown): unknown {
  if (!(error instanceof Error) || isAppError(error)) {
    return error;
  }
  // The driver gives no code when the server hangs up, or did so before.
  const isBusy =
    'code' in error ? busyCodes.test(String(error.code)) : /^(Connection terminated|Client )/.test(error.message);
  return isBusy ? busy(error) : error;
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
