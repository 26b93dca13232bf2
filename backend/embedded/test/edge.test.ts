import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { endpoints as authEndpoints } from '@tintype/auth/endpoints';
import { endpoints as mediaEndpoints } from '@tintype/media/endpoints';
import { endpoints as notificationEndpoints } from '@tintype/notifications/endpoints';
import { endpoints as postEndpoints } from '@tintype/posts/endpoints';
import { startTestStack } from '@tintype/testing';
import type { TestStack } from '@tintype/testing';
import { readRoutingTable, routeOf } from '../src/edge/routing-table.ts';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.close());

/** Sends bytes as they are and returns the first line of the answer. */
function raw(text: string): Promise<string> {
  return new Promise((done, fail) => {
    const socket = connect(Number(new URL(stack.url).port), '127.0.0.1', () => socket.write(text));
    socket.once('data', (data) => {
      done(String(data).split('\r\n', 1)[0] ?? '');
      socket.destroy();
    });
    socket.once('error', fail);
    socket.setTimeout(5_000, () => fail(new Error('no answer')));
  });
}

describe('routes.json', () => {
  const routes = readRoutingTable();
  const services = {
    auth: authEndpoints,
    media: mediaEndpoints,
    posts: postEndpoints,
    notifications: notificationEndpoints,
  };

  it.each(Object.entries(services))('leads to every endpoint of %s', (service, endpoints) => {
    expect(endpoints.map(({ path }) => [path, routeOf(routes, path)?.service])).toEqual(
      endpoints.map(({ path }) => [path, service]),
    );
  });

  it('leads nowhere that no endpoint is', () => {
    const paths = Object.values(services).flatMap((endpoints) => endpoints.map(({ path }) => path as string));
    const idle = routes.filter(
      (route) => !route.upgrade && !paths.some((path) => path === route.path || path.startsWith(`${route.path}/`)),
    );
    expect(idle).toEqual([]);
  });
});

describe('the edge', () => {
  it.each([
    ['GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n', '421'],
    ['GET / HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n', '421'],
    ['GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n', '4'],
    ['GET /api/feed HTTP/1.1\r\nHost: 127.0.0.1:80@evil.example\r\n\r\n', '421'],
    ['GET /api/feed#/../discover HTTP/1.1\r\nHost: localhost\r\n\r\n', '4'],
    ['GET //api/feed HTTP/1.1\r\nHost: localhost\r\n\r\n', '404'],
    ['GET /api/feed;x=/api/discover HTTP/1.1\r\nHost: localhost\r\n\r\n', '404'],
    ['GET /media/..%2f..%2fsecrets.json HTTP/1.1\r\nHost: localhost\r\n\r\n', '404'],
    ['GET /..%2f..%2fbackend/routes.json HTTP/1.1\r\nHost: localhost\r\n\r\n', '4'],
    ['GET /assets/../../../package.json HTTP/1.1\r\nHost: localhost\r\n\r\n', '4'],
    [
      'POST /api/posts HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      '400',
    ],
    [`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, '431'],
  ])('answers %j with %s..', async (request, status) => {
    expect((await raw(request)).slice(9)).toMatch(new RegExp(`^${status}`));
  });

  it('does not hide what is missing behind the page', async () => {
    for (const path of ['/api/nope', '/api', '/media/nope', '/assets/nope.js', '/api/docs/nope.js']) {
      const { status, headers } = await stack.fetch(path);
      expect([path, status, headers.get('content-type')?.split(';', 1)[0]]).toEqual([
        path,
        404,
        'application/problem+json',
      ]);
    }
  });

  it('says how it is, and gives the figures of every service', async () => {
    await expect(stack.fetch('/healthz')).resolves.toMatchObject({ status: 200 });
    const { body } = await stack.fetch('/readyz');
    expect(body).toEqual({ status: 'ready', services: { auth: true, media: true, posts: true, notifications: true } });
    for (const path of ['/api/auth/sessions', '/api/photos/limits', '/api/discover', '/api/notifications']) {
      await stack.fetch(path);
    }
    const { text } = await stack.fetch('/metrics');
    expect(text.match(/# TYPE http_request_duration_seconds histogram/g)).toHaveLength(1);
    for (const service of ['auth', 'media', 'posts', 'notifications']) {
      expect(text).toContain(`service="${service}"`);
    }
  });

  it('carries a request id through and makes one where there is none', async () => {
    const given = await stack.fetch('/api/discover', { headers: { 'X-Request-Id': 'given-by-a-client-1' } });
    expect(given.headers.get('x-request-id')).toBe('given-by-a-client-1');
    const made = await stack
      .fetch('/api/discover', { headers: { 'X-Request-Id': 'bad id\u00e9' } })
      .catch(() => stack.fetch('/api/discover'));
    expect(made.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  });

  it('serves the API description and a reader for it from its own disk', async () => {
    const { body } = await stack.fetch('/api/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    const page = await stack.fetch('/api/docs/');
    expect(page.text).not.toMatch(/https?:\/\//);
    expect((await stack.fetch('/api/docs/swagger-ui-bundle.js')).status).toBe(200);
  });
});

const pagesAreBuilt = existsSync(fileURLToPath(new URL('../../../ui/dist/browser/index.html', import.meta.url)));
// `make test` builds the pages first; only a jest of one's own may find none.
const describeWithPages = pagesAreBuilt ? describe : describe.skip;

describeWithPages('the pages', () => {
  it('open by any deep link, fresh each time, under a strict policy', async () => {
    for (const path of ['/', '/posts/0197f3a0-0000-7000-8000-000000000001', '/@ada', '/settings']) {
      const { status, headers, text } = await stack.fetch(path);
      expect([path, status, headers.get('cache-control')]).toEqual([path, 200, 'no-cache']);
      expect(text).toContain('<tt-root>');
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
    }
  });

  it('bring files that are named by their content, compressed, to be kept for ever', async () => {
    const { text } = await stack.fetch('/');
    const files = [...text.matchAll(/(?:src|href)="((?:main|styles|polyfills)-[^"]+)"/g)].map(
      (match) => match[1] ?? '',
    );
    expect(files.length).toBeGreaterThanOrEqual(2);
    for (const file of files) {
      const { headers } = await stack.fetch(`/${file}`, { headers: { 'Accept-Encoding': 'br' } });
      expect([file, headers.get('cache-control')]).toEqual([file, 'public, max-age=31536000, immutable']);
    }
  });
});
