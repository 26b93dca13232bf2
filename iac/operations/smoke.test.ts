import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeSmallCheckout } from './testing/small-checkout.ts';
import type { SmallCheckout } from './testing/small-checkout.ts';

const root = join(import.meta.dirname, '..', '..');

/** What stands between the smoke test and Tintype, and spoils one thing. */
type Spoiler = (request: IncomingMessage, response: ServerResponse) => boolean;

async function startProxy(behind: number, spoils: Spoiler) {
  const server = createServer((request, response) => {
    if (spoils(request, response)) {
      request.resume();
      return;
    }
    const { url, method, headers } = request;
    const passed = httpRequest({
      port: behind,
      host: '127.0.0.1',
      path: url,
      method,
      headers: { ...headers, host: `localhost:${behind}` },
    });
    passed.on('response', (answer) => {
      // What a spoiler has set stays.
      for (const [name, value] of Object.entries(answer.headers)) {
        if (!response.hasHeader(name) && value !== undefined) {
          response.setHeader(name, value);
        }
      }
      response.statusCode = answer.statusCode ?? 500;
      answer.pipe(response);
    });
    passed.end();
  });
  server.on('upgrade', (request, socket) => {
    const spoiled = spoils(request, undefined as never);
    socket.end(
      `HTTP/1.1 ${spoiled ? '101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade' : '401 Unauthorized'}\r\n\r\n`,
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const answer = (response: ServerResponse, status: number, type: string, body: string): true => {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-cache' }).end(body);
  return true;
};
const page = '<!doctype html><script src="main-ABCDEFG1.js"></script>';

describe('make smoke', () => {
  let checkout: SmallCheckout;
  let tintype: ChildProcess;
  let data: string;
  let port = 0;

  beforeAll(async () => {
    if (!existsSync(join(root, 'ui/dist/browser/index.html'))) {
      throw new Error('The pages are not built: run scripts/setup first.');
    }
    checkout = await makeSmallCheckout({});
    data = await mkdtemp(join(tmpdir(), 'tintype-smoke-'));
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    port = (free.address() as AddressInfo).port;
    free.close();
    await once(free, 'close');
    tintype = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(root, 'backend/embedded/src/main.ts')],
      {
        env: { ...process.env, NODE_ENV: 'development', PORT: String(port), DATA_DIR: data, DEMO: '0' },
        stdio: 'ignore',
      },
    );
    const isThere = () =>
      fetch(`http://localhost:${port}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      );
    while (!(await isThere())) {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }, 120_000);
  afterAll(async () => {
    tintype.kill();
    await once(tintype, 'exit');
    await rm(data, { recursive: true, force: true });
    await checkout.removeAll();
  });

  it('finds that a Tintype which works does work', async () => {
    const { code, text } = await checkout.run('smoke', { URL: `http://localhost:${port}` });
    // The embedded start shows its metrics, since only this machine can ask for them; on AWS no path leads there.
    expect(text.match(/^ +ok /gm)).toHaveLength(10);
    expect(text).toMatch(/FAILED +what the machines ask is not public +metrics are open to everybody/);
    expect(code).toBe(1);
  });

  it.each<[string, Spoiler, RegExp]>([
    [
      'an API whose missing addresses get the page',
      ({ url = '' }, response) => /^\/api\/[0-9a-f-]{36}$/.test(url) && answer(response, 200, 'text/html', page),
      /FAILED +an API address that does not exist is 404 +answered 200 instead of 404/,
    ],
    [
      'photos that are served to everybody',
      ({ url = '' }, response) => url.startsWith('/media/') && answer(response, 200, 'image/webp', 'photo'),
      /FAILED +a photo with a forged address is refused +answered 200/,
    ],
    [
      'a page that browsers keep',
      ({ url = '' }, response) => {
        if (url === '/') {
          response.setHeader('Cache-Control', 'public, max-age=86400');
        }
        return false;
      },
      /FAILED +the page +Cache-Control is "public, max-age=86400"/,
    ],
    [
      'a page without protection',
      ({ headers }, response) => {
        if (headers.upgrade !== undefined) {
          return false;
        }
        const setHeader = response.setHeader.bind(response);
        response.setHeader = (name, value) => (name === 'content-security-policy' ? response : setHeader(name, value));
        return false;
      },
      /FAILED +headers that protect the page +without content-security-policy/,
    ],
    [
      'files that are fetched anew each time',
      ({ url = '' }, response) => {
        if (url.startsWith('/main-')) {
          response.setHeader('Cache-Control', 'no-cache');
        }
        return false;
      },
      /FAILED +a file of the page, kept for ever +Cache-Control is "no-cache"/,
    ],
    [
      'sockets for strangers',
      ({ headers }) => headers.upgrade !== undefined,
      /FAILED +a WebSocket without a token is refused +answered 101/,
    ],
    [
      'an API that is down',
      ({ url = '' }, response) => url === '/api/feed' && answer(response, 503, 'application/json', '{}'),
      /FAILED +the API answers +answered 503 instead of 401/,
    ],
  ])(
    'finds %s',
    async (_, spoils, said) => {
      const proxy = await startProxy(port, (request, response) =>
        // So that nothing else is wrong.
        request.url === '/metrics' ? answer(response, 404, 'text/plain', '') : spoils(request, response),
      );
      const { code, text } = await checkout.run('smoke', { URL: proxy.url });
      proxy.stop();
      expect(text).toMatch(said);
      expect(text.match(/FAILED/g)).toHaveLength(1);
      expect(text).toContain('1 of 11 checks failed');
      expect(code).toBe(1);
    },
    60_000,
  );

  it('passes where nothing is wrong', async () => {
    const proxy = await startProxy(
      port,
      ({ url }, response) => url === '/metrics' && answer(response, 404, 'text/plain', ''),
    );
    const { code, text } = await checkout.run('smoke', { URL: proxy.url });
    proxy.stop();
    expect(text).not.toContain('FAILED');
    expect(code).toBe(0);
  });
});
