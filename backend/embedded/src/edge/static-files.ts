import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import Koa from 'koa';
import { send } from '@koa/send';
import { readPageHeaders } from './page-headers.ts';

const pageHeaders = readPageHeaders();

// Files whose name holds a digest of their content never change.
const hashed = /-[\w-]{8}\.(js|css|woff2)$/;

// The single page must never stand in for an answer of the API that is missing.
const notOfPages = /^\/(api|media|ws)(\/|$)|\/\//;

export interface StaticSources {
  /** The built pages; absent where the UI was not built. */
  readonly pages: string | undefined;
  readonly openApiFile: string;
}

/** Serves the pages, the API's document and its reader. Deep links get the page; unknown files and API paths get 404. */
export function createStaticApp(sources: StaticSources): Koa {
  const app = new Koa();
  app.silent = true;
  app.use(async (ctx, next) => {
    ctx.set(pageHeaders);
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
      return notFound(ctx, 405);
    }
    await next();
  });
  app.use(async (ctx, next) => {
    if (ctx.path === '/api/openapi.json') {
      ctx.set('Cache-Control', 'no-cache');
      await send(ctx, '/openapi.json', { root: dirname(sources.openApiFile), index: false } as never);
      return;
    }
    if (ctx.path === '/api/docs' || ctx.path.startsWith('/api/docs/')) {
      return apiReader(ctx);
    }
    await next();
  });
  app.use(async (ctx) => {
    if (notOfPages.test(ctx.path) || sources.pages === undefined) {
      return notFound(ctx, 404);
    }
    const isPage = extname(ctx.path) === '' || ctx.path.startsWith('/@');
    const file = isPage ? '/index.html' : ctx.path;
    if (!isPage && !existsSync(join(sources.pages, file))) {
      return notFound(ctx, 404);
    }
    ctx.set('Cache-Control', hashed.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache');
    await send(ctx, file, { root: sources.pages, brotli: true, gzip: true } as never);
  });
  return app;
}

function notFound(ctx: Koa.Context, status: 404 | 405): void {
  ctx.status = status;
  ctx.set('Cache-Control', 'no-store');
  ctx.body = JSON.stringify(
    status === 404
      ? {
          type: 'about:blank',
          title: 'Not Found',
          status,
          code: 'not_found',
          detail: 'There is nothing here, or it is not yours to see.',
        }
      : {
          type: 'about:blank',
          title: 'Method Not Allowed',
          status,
          code: 'method_not_allowed',
          detail: 'This address does not answer that method.',
        },
  );
  ctx.type = 'application/problem+json';
}

const readerFiles = new Set(['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']);

// The reader is swagger-ui from our own disk: no request leaves the origin.
async function apiReader(ctx: Koa.Context): Promise<void> {
  const name = ctx.path.slice('/api/docs/'.length);
  if (name === '') {
    ctx.type = 'html';
    ctx.body =
      '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
      '<title>Tintype API</title><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>' +
      '<body><main id="swagger-ui"></main><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>';
    return;
  }
  if (name === 'start.js') {
    ctx.type = 'text/javascript';
    ctx.body = "SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui', deepLinking: true });";
    return;
  }
  if (!readerFiles.has(name)) {
    return notFound(ctx, 404);
  }
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  await send(ctx, `/${name}`, { root: folder } as never);
}
