import { createHash, hash } from 'node:crypto';
import { Router } from '@koa/router';
import type Koa from 'koa';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { forbidden, invalidInput, isAppError, unauthenticated } from '@tintype/errors';
import type { Actor, Arrival, Before, Call, Endpoint, Handler } from './endpoint.ts';
import { failedStatus, fingerprintOf, reserveKey } from './idempotency.ts';
import type { IdempotencyStore } from './idempotency.ts';
import { readInput } from './input.ts';
import { createOutageWait } from './outages.ts';
import type { OutageWait } from './outages.ts';
import { compileSerializer } from './serializer.ts';

/** What routes need of the service they run in. */
export interface RouteHost<Scope> {
  readonly authenticate: (authorization: string) => Promise<Actor>;
  readonly createScope: (actor: Actor | undefined, ctx: Koa.Context) => Scope;
  readonly idempotency?: IdempotencyStore;
  /** Milliseconds for which what may be done twice waits for a store that is away; see outages.ts. None unless told. */
  readonly outageWait?: number;
  /** Checks answers against their declaration as well: for tests, where a wrong answer must be loud. */
  readonly checkAnswers: boolean;
}

/** Routes of one feature: pairs of a declaration and its handler. */
export interface Routes<Scope> {
  readonly entries: readonly RouteEntry<Scope>[];
  add<const E extends Endpoint>(endpoint: E, handler: Handler<E, Scope>, ...before: Before<E, Scope>[]): void;
}

interface RouteEntry<Scope> {
  readonly endpoint: Endpoint;
  readonly handler: Handler<Endpoint, Scope>;
  readonly before: readonly Before<Endpoint, Scope>[];
}

/** Collects the routes of one feature. */
export function defineRoutes<Scope>(build: (routes: Routes<Scope>) => void): Routes<Scope> {
  const entries: RouteEntry<Scope>[] = [];
  const routes: Routes<Scope> = {
    entries,
    add: (endpoint, handler, ...before) => {
      entries.push({
        endpoint,
        handler: handler as unknown as Handler<Endpoint, Scope>,
        before: before as unknown as Before<Endpoint, Scope>[],
      });
    },
  };
  build(routes);
  return routes;
}

/** Mounts declared routes on a router: authentication, checks, handler, serializer. */
export function mountRoutes<Scope>(features: readonly Routes<Scope>[], host: RouteHost<Scope>): Router {
  // Strict and case-sensitive, so that a guard or a limit and the router never disagree about a path.
  const router = new Router({ sensitive: true, strict: true });
  const whileAway = createOutageWait(host.outageWait ?? 0);
  for (const { endpoint, handler, before } of features.flatMap((feature) => feature.entries)) {
    router.register(
      endpoint.path,
      [endpoint.method],
      [
        authenticate(endpoint, host, whileAway),
        ...before.map((step) => arrive(endpoint, step, host, whileAway)),
        respond(endpoint, handler, host, whileAway),
      ],
    );
  }
  return router;
}

function authenticate<Scope>(endpoint: Endpoint, host: RouteHost<Scope>, whileAway: OutageWait): Koa.Middleware {
  return async (ctx, next) => {
    ctx.set('Cache-Control', 'private, no-store');
    const authorization = ctx.get('authorization');
    if (endpoint.auth !== 'none' && authorization !== '') {
      ctx.state['actor'] = await whileAway(() => host.authenticate(authorization), isWanted(ctx));
    }
    const actor = ctx.state['actor'] as Actor | undefined;
    if ((endpoint.auth === 'required' || endpoint.auth === 'admin') && !actor) {
      throw unauthenticated();
    }
    if (endpoint.auth === 'admin' && !actor?.isAdmin) {
      throw forbidden();
    }
    ctx.state['scope'] = host.createScope(actor, ctx);
    await next();
  };
}

function arrive<Scope>(
  endpoint: Endpoint,
  step: Before<Endpoint, Scope>,
  host: RouteHost<Scope>,
  whileAway: OutageWait,
): Koa.Middleware {
  return (ctx, next) => {
    const actor = ctx.state['actor'] as Actor | undefined;
    const isRepeat = async (): Promise<boolean> => {
      const key = endpoint.idempotent ? idempotencyKey(ctx, endpoint, actor) : undefined;
      return key !== undefined && ((await host.idempotency?.has(key)) ?? false);
    };
    const arrival = { actor, scope: ctx.state['scope'], ctx, isRepeat };
    // What comes next is no part of this step, and has been waited for already.
    let isPast = false;
    const goOn: Koa.Next = () => {
      isPast = true;
      return next();
    };
    return whileAway(
      () => step(arrival as unknown as Arrival<Endpoint, Scope>, goOn),
      () => !isPast && isWanted(ctx)(),
    );
  };
}

/** Whether whoever asked is still there to be answered. */
function isWanted(ctx: Koa.Context): () => boolean {
  return () => !ctx.res.closed;
}

function respond<Scope>(
  endpoint: Endpoint,
  handler: Handler<Endpoint, Scope>,
  host: RouteHost<Scope>,
  whileAway: OutageWait,
): Koa.Middleware {
  const serialize = endpoint.response ? compileSerializer(endpoint.response) : undefined;
  return async (ctx) => {
    const actor = ctx.state['actor'] as Actor | undefined;
    const input = readInput(endpoint, ctx);
    const key = endpoint.idempotent ? idempotencyKey(ctx, endpoint, actor) : undefined;
    const keys = key === undefined ? undefined : host.idempotency;
    let newId: string | undefined;
    if (key !== undefined && keys) {
      const fingerprint = fingerprintOf(endpoint.method, ctx.path, fingerprintBody(ctx, input.body));
      const reservation = await whileAway(() => reserveKey(keys, key, fingerprint), isWanted(ctx));
      if ('replay' in reservation) {
        ctx.status = reservation.replay.status;
        ctx.set('Idempotency-Replayed', 'true');
        writeJson(ctx, endpoint, reservation.replay.body);
        return;
      }
      newId = reservation.resourceId;
    }
    const call = {
      ...input,
      actor,
      scope: ctx.state['scope'],
      ctx,
      // Made when asked for: reads never do.
      get newId() {
        return (newId ??= uuidv7());
      },
    } as unknown as Call<Endpoint, Scope>;
    const handle = async (): Promise<unknown> => handler(call);
    const mayRepeat = keys !== undefined || isRepeatable(endpoint);
    let written = '';
    try {
      const answer = await (mayRepeat ? whileAway(handle, isWanted(ctx)) : handle());
      ctx.status = ctx.state['status'] ?? endpoint.status;
      if (serialize) {
        if (host.checkAnswers) {
          (endpoint.response as z.ZodType).parse(answer);
        }
        written = serialize(answer);
        writeJson(ctx, endpoint, written);
      } else if (!endpoint.binary) {
        ctx.body = null;
        ctx.status = endpoint.status;
      }
    } catch (error) {
      if (key !== undefined && keys) {
        // A refusal left nothing behind, so the key is free again. After any other fault the effect may stand: the
        // next try goes on under the same id.
        const isRefusal = isAppError(error) && error.status < 500;
        await (isRefusal ? keys.release(key) : keys.complete(key, failedStatus, ''));
      }
      throw error;
    }
    if (key !== undefined && keys) {
      await whileAway(() => keys.complete(key, ctx.status, written), isWanted(ctx));
    }
  };
}

/** Whether doing it twice comes to the same as doing it once, without a key. */
function isRepeatable({ method, repeatable = false }: Endpoint): boolean {
  return repeatable || method === 'get' || method === 'put' || method === 'delete';
}

function writeJson(ctx: Koa.Context, endpoint: Endpoint, json: string): void {
  // Encoded once; as a string it would be for its length, for its digest and for the socket.
  const body = Buffer.from(json);
  ctx.type = 'application/json';
  ctx.body = body;
  if (endpoint.etag) {
    ctx.set('Cache-Control', 'private, no-cache');
    // Weak: the same answer may travel compressed or not, and proxies that compress would make it so.
    const etag = `W/"${hash('sha1', body, 'base64url')}"`;
    ctx.set('ETag', etag);
    // Compared here and not by `ctx.fresh`, which gives up when fetch() adds `Cache-Control: no-cache` of its own accord.
    // Split at the commas alone: a pattern with spaces around them takes quadratic time on a header full of spaces.
    const known = ctx.get('if-none-match').split(',');
    if (known.some((tag) => tag.trim() === etag)) {
      ctx.status = 304;
      ctx.body = null;
    }
  }
}

function idempotencyKey(ctx: Koa.Context, endpoint: Endpoint, actor: Actor | undefined): string | undefined {
  const key = ctx.get('idempotency-key');
  if (key === '') {
    return undefined;
  }
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw invalidInput([{ path: 'headers.idempotency-key', message: 'Use 1 to 200 printable characters.' }]);
  }
  return `${actor?.id ?? 'anonymous'}:${endpoint.id}:${key}`;
}

function fingerprintBody(ctx: Koa.Context, body: unknown): unknown {
  const file = (ctx as { file?: { buffer?: Buffer } }).file;
  return file?.buffer ? createHash('sha256').update(file.buffer).digest('base64url') : body;
}
