import type Koa from 'koa';
import type { z } from 'zod';
import { AppError, invalidInput } from '@tintype/errors';
import type { FieldError } from '@tintype/errors';
import type { Endpoint } from './endpoint.ts';

/** What a request says, checked by its declaration; throws 400 with every fault, and 404 for ids that cannot exist. */
export function readInput(endpoint: Endpoint, ctx: Koa.Context): { params: unknown; query: unknown; body: unknown } {
  const errors: FieldError[] = [];
  const read = (part: string, schema: z.ZodType | undefined, value: unknown): unknown => {
    const result = schema?.safeParse(value);
    if (result && !result.success) {
      errors.push(
        ...result.error.issues.map((issue) => ({
          path: [part, ...issue.path].filter((p) => p !== 'body').join('.'),
          message: issue.message,
        })),
      );
    }
    return result?.data;
  };
  const params = endpoint.params?.safeParse(ctx['params']);
  // An id that cannot exist is answered like one that does not.
  if (params && !params.success) {
    throw new AppError(404, 'not_found', 'There is nothing here, or it is not yours to see.');
  }
  const query = read('query', endpoint.query, { ...ctx.query });
  const body = read('body', endpoint.body, ctx.request.body);
  if (errors.length > 0) {
    throw invalidInput(errors);
  }
  return { params: params?.data, query, body };
}
