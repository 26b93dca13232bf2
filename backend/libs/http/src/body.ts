import type Koa from 'koa';
import { bodyParser } from '@koa/bodyparser';
import { AppError } from '@tintype/errors';

const parse = bodyParser({ enableTypes: ['json'], jsonLimit: '100kb', encoding: 'utf-8', onError: (error) => { throw toProblem(error); } }); // prettier-ignore

function toProblem(error: Error): AppError {
  const status = 'status' in error ? Number(error.status) : 400;
  if (status === 413) {
    return new AppError(413, 'too_large', 'A JSON body may have up to 100 kB.');
  }
  return new AppError(400, 'malformed_json', 'The body is not valid JSON.');
}

/** Parses JSON bodies up to 100 kB. Compressed bodies and other types are refused before they are read. */
export function jsonBody(): Koa.Middleware {
  return async (ctx, next) => {
    const hasBody = ctx.request.length !== undefined ? ctx.request.length > 0 : ctx.get('transfer-encoding') !== '';
    if (hasBody && !ctx.is('multipart/*')) {
      if (ctx.get('content-encoding') !== '' && ctx.get('content-encoding') !== 'identity') {
        throw new AppError(415, 'unsupported_encoding', 'Send the body without Content-Encoding.');
      }
      if (!ctx.is('application/json')) {
        throw new AppError(415, 'unsupported_type', 'Send JSON, with Content-Type: application/json.');
      }
      await parse(ctx, next);
      return;
    }
    await next();
  };
}
