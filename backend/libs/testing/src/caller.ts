import type { TestAnswer, TestRequest } from './calls.ts';

/** Calls one address as a browser or a client would. */
export interface Caller {
  json(path: string, request?: TestRequest): Promise<TestAnswer>;
  bytes(path: string, request?: TestRequest): Promise<Buffer>;
}

/** Creates a caller; a string body or JSON makes it a POST unless told. */
export function createCaller(url: string): Caller {
  const send = (path: string, request: TestRequest = {}): Promise<Response> => {
    const body = request.json === undefined ? request.body : JSON.stringify(request.json);
    return fetch(new URL(path, url), {
      method: request.method ?? (body === undefined ? 'GET' : 'POST'),
      redirect: 'manual',
      headers: {
        ...(request.as && { Authorization: `Bearer ${request.as.token}` }),
        ...(request.json !== undefined && { 'Content-Type': 'application/json' }),
        ...request.headers,
      },
      ...(body !== undefined && { body }),
    });
  };
  return {
    json: async (path, request) => {
      const response = await send(path, request);
      const text = await response.text();
      const isJson = /json/.test(response.headers.get('content-type') ?? '');
      const body: unknown = isJson && text !== '' ? JSON.parse(text) : undefined;
      return { status: response.status, headers: response.headers, text, body };
    },
    bytes: async (path, request) => Buffer.from(await (await send(path, request)).arrayBuffer()),
  };
}
