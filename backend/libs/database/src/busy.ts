import type { DriverException, MikroORM } from '@mikro-orm/postgresql';
import type { Pool, PoolClient } from 'pg';
import { isAppError, outage, unavailable } from '@tintype/errors';

// Statement timeout, too many connections.
const busyCodes = /^(?:57014|53300)$/;
// Shutting down, starting up, connection lost; then what sockets and the resolver say.
const awayCodes =
  /^(?:57P0[123]|08...|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
// The driver gives no code when the server hangs up, or did so before.
const awayMessages = /^(?:Connection terminated|Client )/;

/** A pool without a free connection, or a database that is away, is 503 and "try again" to the client, not a bug. */
export function answerBusyWhenExhausted(pool: Pool): void {
  const connect = pool.connect.bind(pool);
  // MikroORM takes the promise; pool.query() is built on the form with a callback.
  pool.connect = ((callback?: Parameters<Pool['connect']>[0]) => {
    if (callback) {
      return connect((error, client, release) => callback(error && unconnected(error), client, release));
    }
    return connect().then(releaseWhenLost, (error: unknown) => {
      throw unconnected(error);
    });
  }) as Pool['connect'];
  pool.on('connect', answerBusyWhenInterrupted);
  // A connection that breaks without a word is an event, which pool.query() passes on before the statement hears of it.
  const query = pool.query.bind(pool) as (...args: unknown[]) => unknown;
  const send = (...args: unknown[]): unknown => {
    const result = query(...args);
    return result instanceof Promise ? result.catch(rethrow) : result;
  };
  pool.query = send as Pool['query'];
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
      args[args.length - 1] = (error: unknown, result: unknown) => callback(error && told(error), result);
    }
    const result = query(...args);
    return result instanceof Promise ? result.catch(rethrow) : result;
  };
  client.query = send as PoolClient['query'];
}

function rethrow(error: unknown): never {
  throw told(error);
}

/** What a failed statement means to the caller: a 503, or the error itself. */
function told(error: unknown): unknown {
  if (!(error instanceof Error) || isAppError(error)) {
    return error;
  }
  const code = 'code' in error ? String(error.code) : undefined;
  if (code === undefined ? awayMessages.test(error.message) : awayCodes.test(code)) {
    return outage(error);
  }
  return code !== undefined && busyCodes.test(code) ? busy(error) : error;
}

function unconnected(error: unknown): Error {
  const meaning = told(error);
  // The pool has words and no code for having no place free; whatever else keeps it from connecting is no bug of ours either.
  return isAppError(meaning) ? meaning : busy(error);
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
    const meaning = told(error);
    return meaning === error ? convert(error) : (meaning as Error as DriverException);
  };
}

function busy(cause: unknown): Error {
  return unavailable(2, 'Busy just now. Try again shortly.', cause);
}
