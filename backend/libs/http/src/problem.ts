import type Koa from 'koa';
import { ZodError } from 'zod';
import { AppError, invalidInput, isAppError } from '@tintype/errors';
import type { Logger } from '@tintype/logger';

/** Writes every error as `application/problem+json` (RFC 9457). The only place that writes error bodies. */
export function problemDetails(logger: Logger): Koa.Middleware {
  return async (ctx, next) => {
    try {
      await next();
      if (ctx.status === 404 && (ctx.body === undefined || ctx.body === null)) {
        throw new AppError(404, 'not_found', 'There is nothing here, or it is not yours to see.');
      }
    } catch (error) {
      const problem = toAppError(error);
      if (problem.status === 503) {
        // Said on purpose, and often under load: a line, not a stack.
        logger.warn(
          { route: ctx._matchedRoute, cause: problem.cause instanceof Error ? problem.cause.message : problem.message },
          'request refused for now',
        );
      } else if (problem.status >= 500) {
        logger.error({ err: error, route: ctx._matchedRoute }, 'request failed');
      }
      writeProblem(ctx, problem);
    }
  };
}

/** Answers with one problem, and nothing of what the handler had set. */
export function writeProblem(ctx: Koa.Context, problem: AppError): void {
  ctx.status = problem.status;
  ctx.set('Cache-Control', 'no-store');
  for (const [name, value] of Object.entries(problem.headers)) {
    ctx.set(name, value);
  }
  ctx.body = JSON.stringify({
    type: 'about:blank',
    title: titles[problem.status] ?? 'Error',
    status: problem.status,
    code: problem.code,
    detail: problem.message,
    ...(problem.errors.length > 0 && { errors: problem.errors }),
  });
  ctx.type = 'application/problem+json';
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
};

function toAppError(error: unknown): AppError {
  if (isAppError(error)) {
    return error;
  }
  if (error instanceof ZodError) {
    return invalidInput(error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })));
  }
  // Koa and its parsers throw http-errors; those marked `expose` are the client's mistakes and safe to tell.
  if (error instanceof Error && 'status' in error && 'expose' in error && error.expose === true) {
    const status = Number(error.status);
    return new AppError(status, codes[status] ?? 'bad_request', error.message);
  }
  if (isStreamError(error)) {
    return new AppError(400, 'bad_request', 'The request ended early.');
  }
  return new AppError(500, 'internal', 'Something went wrong on our side.');
}

const codes: Readonly<Record<number, string>> = {
  400: 'bad_request',
  405: 'method_not_allowed',
  413: 'too_large',
  415: 'unsupported_type',
  501: 'method_not_allowed',
};

function isStreamError(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ECONNRESET' || code === 'ECONNABORTED' || code === 'ERR_STREAM_PREMATURE_CLOSE';
}
