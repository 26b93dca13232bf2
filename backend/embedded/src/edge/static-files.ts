import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import Koa from 'koa';
import { send } from '@koa/send';
import { apiReader } from './api-reader.ts';
import { readPageHeaders } from './page-headers.ts';
import { edgeProblem } from './problems.ts';

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
      return readApi(ctx);
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
  ctx.body = edgeProblem(status);
  ctx.type = 'application/problem+json';
}

const readerFiles: ReadonlySet<string> = new Set(apiReader.files);

async function readApi(ctx: Koa.Context): Promise<void> {
  ctx.set('Cache-Control', 'no-cache');
  const name = ctx.path.slice('/api/docs/'.length);
  if (name === '') {
    ctx.type = 'html';
    ctx.body = apiReader.page;
    return;
  }
  if (name === 'start.js') {
    ctx.type = 'text/javascript';
    ctx.body = apiReader.start;
    return;
  }
  if (!readerFiles.has(name)) {
    return notFound(ctx, 404);
  }
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  await send(ctx, `/${name}`, { root: folder } as never);
}
