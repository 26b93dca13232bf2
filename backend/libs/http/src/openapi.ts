import { createDocument } from 'zod-openapi';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';

const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457. `code` is stable; `errors` says which fields do not fit.' });

/** The OpenAPI 3.1 document of a set of endpoints, each under the tag of its service. */
export function describeEndpoints(title: string, tag: string, endpoints: readonly Endpoint[]): object {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method]: describe(endpoint, tag) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title, version: '1' },
    paths: paths as ZodOpenApiPathsObject,
    components: { securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  });
}

function describe(endpoint: Endpoint, tag: string): ZodOpenApiOperationObject {
  const problems = new Set<number>(endpoint.errors);
  if (endpoint.body || endpoint.query) {
    problems.add(400);
  }
  if (endpoint.auth !== 'none') {
    problems.add(401);
  }
  if (endpoint.auth === 'admin') {
    problems.add(403);
  }
  if (endpoint.params) {
    problems.add(404);
  }
  const headers = endpoint.idempotent ? z.object({ 'Idempotency-Key': z.string().max(200).optional() }) : undefined;
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    ...(endpoint.repeatable && { 'x-repeatable': true }),
    tags: [tag],
    security:
      endpoint.auth === 'none' ? [] : endpoint.auth === 'optional' ? [{}, { accessToken: [] }] : [{ accessToken: [] }],
    requestParams: {
      ...(endpoint.params && { path: endpoint.params }),
      ...(endpoint.query && { query: endpoint.query }),
      ...(headers && { header: headers }),
    },
    ...(endpoint.body && {
      requestBody: jsonBody(endpoint.body),
    }),
    ...(endpoint.file && {
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              required: [endpoint.file],
              properties: { [endpoint.file]: { type: 'string', format: 'binary' } },
            },
          },
        },
      },
    }),
    responses: {
      [String(endpoint.status)]: success(endpoint),
      ...Object.fromEntries(
        [...problems]
          .sort((a, b) => a - b)
          .map((status) => [
            String(status),
            { description: 'Problem', content: { 'application/problem+json': { schema: Problem } } },
          ]),
      ),
    },
  } as ZodOpenApiOperationObject;
}

function jsonBody(body: NonNullable<Endpoint['body']>): object {
  const isOptional = body instanceof z.ZodOptional;
  const schema = isOptional ? body.unwrap() : body;
  return { required: !isOptional, content: { 'application/json': { schema } } };
}

function success(endpoint: Endpoint): object {
  if (endpoint.binary) {
    return {
      description: 'The bytes',
      content: { [endpoint.binary]: { schema: { type: 'string', format: 'binary' } } },
    };
  }
  return endpoint.response
    ? { description: 'Done', content: { 'application/json': { schema: endpoint.response } } }
    : { description: 'Done' };
}
