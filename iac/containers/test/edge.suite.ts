import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { startTestStack, waitFor } from '@tintype/testing';
import type { TestStack } from '@tintype/testing';
import { WebSocket } from 'ws';
import { engineOutput, root } from './engine.ts';
import type { Installation } from './installation.ts';

/** nginx answers as the embedded edge does: the same question to both, the same answer. */
export function describeEdge(app: () => Installation): void {
  const logsOf = async (service: string): Promise<string> =>
    (await Promise.all((await app().containers(service)).map((id) => engineOutput('logs', id)))).join('\n');

  it('publishes what the embedded edge publishes, with the same headers', async () => {
    const { routes } = JSON.parse(await readFile(join(root, 'backend/routes.json'), 'utf8')) as {
      routes: { path: string }[];
    };
    const files = ['/', '/favicon.ico', '/manifest.webmanifest', '/3rdpartylicenses.txt', '/index.html'];
    const page = await (await fetch(app().url)).text();
    const script = /src="([^"]+\.js)"/.exec(page)?.[1] ?? 'none';
    const paths = [
      ...routes.flatMap(({ path }) => [path, `${path}/`, `${path}/0/1/2/3/4`, `${path}x`, `/x${path}`]),
      ...files,
      `/${script}`,
      '/posts/0197f3a0',
      '/@ada',
      '/@ada.b',
      '/settings',
      '/a.b/c',
      '/none.js',
      '/none-12345678.js',
      '/assets/none.svg',
      '/api',
      '/api/none',
      '//',
      '/a//b',
      '/api/docs',
      '/api/docs/',
      '/api/docs/start.js',
      '/api/docs/swagger-ui.css',
      '/api/docs/none.js',
      '/api/docs/../x',
      '/api/openapi.json',
      '/mailbox',
      '/mailboxes',
    ];
    const stack = await startTestStack();
    try {
      const differences: string[] = [];
      for (const path of paths) {
        for (const method of ['GET', 'POST']) {
          const [embedded, nginx] = [await look(stack, path, method), await look(app(), path, method)];
          if (embedded !== nginx) {
            differences.push(`${method} ${path}\n  embedded: ${embedded}\n  nginx:    ${nginx}`);
          }
        }
      }
      expect(differences).toEqual([]);
    } finally {
      await stack.close();
    }
  }, 120_000);

  it('sends files compressed as they were built, the named-by-digest ones for ever', async () => {
    const page = await (await fetch(app().url)).text();
    const script = /src="(main-[^"]+\.js)"/.exec(page)?.[1] ?? '';
    const response = await fetch(new URL(script, app().url), { headers: { 'Accept-Encoding': 'gzip' } });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('vary')).toMatch(/accept-encoding/i);
    const api = await fetch(new URL('/api/openapi.json', app().url), { headers: { 'Accept-Encoding': 'gzip' } });
    expect(api.headers.get('content-encoding')).toBe('gzip');
  });

  it('says to a reader who has an answer that it is the same, compressed or not', async () => {
    // Long enough to be compressed.
    const author = await app().signUp();
    await Promise.all([1, 2].map(() => app().publish(author)));
    const ask = (headers: Record<string, string> = {}) =>
      fetch(new URL('/api/feed', app().url), { headers: { Authorization: `Bearer ${author.token}`, ...headers } });
    await waitFor(async () => (await (await ask()).text()).length > 2_000, 'the posts in the feed');
    const first = await ask({ 'Accept-Encoding': 'gzip' });
    expect([first.status, first.headers.get('content-encoding')]).toEqual([200, 'gzip']);
    expect((await ask({ 'If-None-Match': first.headers.get('etag') ?? '' })).status).toBe(304);
  });

  it('refuses other host names, operators’ pages and doors of its own', async () => {
    const nginx = (await app().containers('nginx'))[0] ?? '';
    const status = (...args: string[]) =>
      engineOutput('exec', nginx, 'curl', '-s', '-o', '/dev/null', '-w', '%{http_code}', ...args);
    expect(await status('-H', 'Host: evil.example', 'http://127.0.0.1:8080/')).toBe('421');
    for (const path of ['metrics', 'readyz', '.to/api/once', '.to/pictures']) {
      expect([path, await status(`http://127.0.0.1:8080/${path}`)]).toEqual([path, '404']);
    }
  });

  it('takes 25 MB to media, and refuses more than that and long JSON before any service', async () => {
    const person = await app().signUp();
    const send = async (path: string, body: NonNullable<RequestInit['body']>, type?: string) => {
      const headers = { Authorization: `Bearer ${person.token}`, ...(type && { 'Content-Type': type }) };
      const response = await fetch(new URL(path, app().url), { method: 'POST', body, headers });
      return [response.status, ((await response.json()) as { code: string }).code];
    };
    const form = (megabytes: number): FormData => {
      const data = new FormData();
      data.append('image', new Blob([new Uint8Array(megabytes * 1024 * 1024)], { type: 'image/jpeg' }), 'photo.jpg');
      return data;
    };
    // 24 MB of nothing reach media, which says that they are no photo.
    expect((await send('/api/photos', form(24)))[1]).toMatch(/^photos\.(?!too_large)/);
    expect(await send('/api/photos', form(31))).toEqual([413, 'too_large']);
    expect(await send('/api/posts', ' '.repeat(200_000), 'application/json')).toEqual([413, 'too_large']);
  });

  it('keeps public pictures for a moment, never those that only some may see, and lets go of what became private', async () => {
    const author = await app().signUp();
    const get = async (path: string) => {
      const response = await fetch(new URL(path, app().url));
      await response.arrayBuffer();
      return [response.status, response.headers.get('x-cache')];
    };
    const open = await app().publish(author, { visibility: 'public' });
    const closed = await app().publish(author, { visibility: 'followers' });
    expect([await get(open.photo), await get(open.photo)]).toEqual([
      [200, 'MISS'],
      [200, 'HIT'],
    ]);
    expect([await get(closed.photo), await get(closed.photo)]).toEqual([
      [200, 'MISS'],
      [200, 'MISS'],
    ]);
    await app().call(`/api/posts/${open.id}`, { as: author, method: 'PATCH', json: { visibility: 'private' } });
    // Half a minute of nginx, and at most as much of media.
    await waitFor(async () => (await get(open.photo))[0] === 404, 'the picture to be gone', 75_000);
  }, 120_000);

  it('hands on sockets, which hear of what happens', async () => {
    const [author, fan] = [await app().signUp(), await app().signUp()];
    const post = await app().publish(author);
    const socket = new WebSocket(
      new URL('/ws', app().url.replace('http', 'ws')),
      ['tintype.v1', `bearer.${author.token}`],
      {
        origin: app().url,
      },
    );
    const heard: string[] = [];
    socket.on('message', (data: Buffer) => heard.push(data.toString()));
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    await app().call(`/api/posts/${post.id}/comments`, { as: fan, json: { text: 'seen through nginx' } });
    await waitFor(() => heard.join().includes('notification'), 'the socket to hear', 15_000);
    socket.terminate();
  }, 60_000);

  it('writes a line for every request: its id, no query, no token, no address of mail', async () => {
    const person = await app().signUp();
    const requestId = randomUUID();
    const asked = `/api/people?q=secret-question`;
    const answer = await app().call(asked, { as: person, headers: { 'X-Request-Id': requestId } });
    expect(answer.headers.get('x-request-id')).toBe(requestId);
    await app().call(`/u/${person.email}`);
    await app().call(`/u/${encodeURIComponent(person.email)}`);
    await waitFor(async () => (await logsOf('nginx')).includes(requestId), 'the line');
    const logs = await logsOf('nginx');
    const line = logs.split('\n').find((one) => one.includes(requestId)) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({ method: 'GET', path: '/api/people', status: 200, service: 'nginx' });
    for (const secret of ['secret-question', person.token, person.email, encodeURIComponent(person.email)]) {
      expect(logs).not.toContain(secret);
    }
  });

  it('tells services the address of who asks, and not what the client claims', async () => {
    const person = await app().signUp();
    const headers = { 'X-Forwarded-For': '203.0.113.7' };
    const json = { email: person.email, password: 'not the password 1' };
    await app().call('/api/auth/sign-in', { json, headers });
    const { body } = await app().call('/api/auth/sessions', { as: person, headers });
    expect(JSON.stringify(body)).not.toContain('203.0.113.7');
    expect(await logsOf('nginx')).not.toContain('203.0.113.7');
  });
}

// What an edge decides itself: status, type, caching and the headers of pages. Of a service only that it was reached.
async function look(where: Pick<TestStack, 'url'>, path: string, method: string): Promise<string> {
  const response = await fetch(`${where.url}${path}`, { method, redirect: 'manual' });
  await response.arrayBuffer();
  const of = (name: string): string => response.headers.get(name) ?? '-';
  const type = of('content-type').toLowerCase().replace(/;.*/, '').replace('application/javascript', 'text/javascript');
  return [
    response.status,
    type.replace('image/x-icon', 'image/vnd.microsoft.icon'),
    of('cache-control'),
    of('content-security-policy').replaceAll('; ', ';'),
    of('x-content-type-options'),
    of('referrer-policy'),
    of('permissions-policy'),
    of('cross-origin-opener-policy'),
    of('x-frame-options'),
  ].join(' | ');
}
