import { randomUUID } from 'node:crypto';
import Koa from 'koa';
import compress from 'koa-compress';
import helmet from 'koa-helmet';
import { AppError } from '@tintype/errors';
import { withContext } from '@tintype/logger';
import type { Logger } from '@tintype/logger';
import type { Metrics } from '@tintype/telemetry';
import { jsonBody } from './body.ts';
import { problemDetails } from './problem.ts';
import { mountRoutes } from './routes.ts';
import type { RouteHost, Routes } from './routes.ts';

/** What a service's application is made of. */
export interface AppOptions<Scope> extends RouteHost<Scope> {
  readonly features: readonly Routes<Scope>[];
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Whether everything it needs to serve is there. */
  readonly ready: () => Promise<boolean>;
  /** How many proxies stand in front, each of which appends to X-Forwarded-For; 0 trusts the socket only. */
  readonly trustedProxies: number;
  /** Whether to compress answers, where nothing in front of the service does. */
  readonly compress?: boolean;
}

/** Builds the Koa application of a service: health, metrics, logging, errors, headers, bodies, routes. */
export function createApp<Scope>(options: AppOptions<Scope>): Koa {
  const app = new Koa({ proxy: options.trustedProxies > 0, maxIpsCount: options.trustedProxies });
  const router = mountRoutes(options.features, options);
  app.silent = true;
  app.use(requestContext(options.logger, options.metrics));
  app.use(securityHeaders());
  if (options.compress) {
    app.use(compress({ threshold: 1_024 }));
  }
  app.use(problemDetails(options.logger));
  app.use(health(options));
  app.use(jsonBody());
  app.use(router.routes());
  app.use(router.allowedMethods({ throw: true, methodNotAllowed: methodNotAllowed, notImplemented: methodNotAllowed }));
  return app;
}

const methodNotAllowed = (): AppError =>
  new AppError(405, 'method_not_allowed', 'This address does not answer that method.');

// The request id of the edge is kept, so that one id follows a request through every service.
function requestContext(logger: Logger, metrics: Metrics): Koa.Middleware {
  return async (ctx, next) => {
    const given = ctx.get('x-request-id');
    const requestId = /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
    ctx.set('X-Request-Id', requestId);
    const started = process.hrtime.bigint();
    await withContext({ requestId }, async () => {
      await next();
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      const route = typeof ctx._matchedRoute === 'string' ? ctx._matchedRoute : 'none';
      metrics.requests.observe({ method: ctx.method, route, status: String(ctx.status) }, seconds);
      if (route !== 'none') {
        // The route and never the URL: queries carry signatures.
        logger.debug(
          { method: ctx.method, route, status: ctx.status, milliseconds: Math.round(seconds * 1e4) / 10 },
          'request',
        );
      }
    });
  };
}

function securityHeaders(): Koa.Middleware {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
    },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
  }) as unknown as Koa.Middleware;
}

function health<Scope>(options: AppOptions<Scope>): Koa.Middleware {
  return async (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
      return next();
    }
    switch (ctx.path) {
      case '/healthz':
        ctx.body = { status: 'alive' };
        return;
      case '/readyz': {
        const isReady = await options.ready().catch(() => false);
        ctx.status = isReady ? 200 : 503;
        ctx.body = { status: isReady ? 'ready' : 'not ready' };
        return;
      }
      case '/metrics':
        ctx.type = options.metrics.registry.contentType;
        ctx.body = await options.metrics.registry.metrics();
        return;
      default:
        return next();
    }
  };
}
