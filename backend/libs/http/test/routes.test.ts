import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { AppError, unauthenticated } from '@tintype/errors';
import { silentLogger } from '@tintype/logger';
import { createMetrics } from '@tintype/telemetry';
import { createApp, defineRoutes } from '../src/index.ts';
import type { Endpoint, IdempotencyRecord, IdempotencyStore } from '../src/index.ts';
import { Id, PageQuery, line } from '../src/schema.ts';

const Thing = z.object({ id: Id, name: z.string(), note: z.string().nullable() });
const GetThing = {
  id: 'getThing', summary: 'A thing', method: 'get', path: '/api/things/:thingId', auth: 'optional',
  params: z.object({ thingId: Id }), response: Thing, status: 200, etag: true,
} as const satisfies Endpoint; // prettier-ignore
const ListThings = {
  id: 'listThings', summary: 'Things', method: 'get', path: '/api/things', auth: 'none', query: PageQuery,
  response: z.object({ limit: z.int() }), status: 200,
} as const satisfies Endpoint; // prettier-ignore
const MakeThing = {
  id: 'makeThing', summary: 'Make', method: 'post', path: '/api/things', auth: 'required', idempotent: true,
  body: z.strictObject({ name: line(20).min(1) }), response: Thing, status: 201,
} as const satisfies Endpoint; // prettier-ignore
const Rule = {
  id: 'rule',
  summary: 'Rule',
  method: 'delete',
  path: '/api/rules',
  auth: 'admin',
  status: 204,
} as const satisfies Endpoint;

const known = new Map<string, { id: string; name: string; note: string | null; secret: string }>();
let crashAfterEffect = false;

const routes = defineRoutes<object>((add) => {
  add.add(GetThing, ({ params }) => {
    const thing = known.get(params.thingId);
    if (!thing) {
      throw new AppError(404, 'things.not_found', 'No such thing.');
    }
    return thing;
  });
  add.add(ListThings, ({ query }) => ({ limit: query.limit }));
  add.add(MakeThing, async ({ body, newId }) => {
    await sleep(20);
    const thing = known.get(newId) ?? { id: newId, name: body.name, note: null, secret: 'hush' };
    known.set(newId, thing);
    if (crashAfterEffect) {
      crashAfterEffect = false;
      throw new TypeError('secret detail of a fault');
    }
    return thing;
  });
  add.add(Rule, () => undefined);
});

function memoryStore(): IdempotencyStore {
  const records = new Map<string, IdempotencyRecord>();
  return {
    reserve: async (key, record) => {
      const existing = records.get(key);
      if (!existing) {
        records.set(key, record);
      }
      return existing;
    },
    has: async (key) => records.has(key),
    complete: async (key, status, body) => {
      const record = records.get(key);
      if (record) {
        records.set(key, { ...record, status, body });
      }
    },
    release: async (key) => void records.delete(key),
  };
}

let server: Server;
let url: string;
beforeAll(async () => {
  const app = createApp<object>({
    features: [routes],
    logger: silentLogger,
    metrics: createMetrics('test', { processMetrics: false }),
    ready: async () => true,
    trustedProxies: 0,
    compress: true,
    checkAnswers: false,
    createScope: () => ({}),
    idempotency: memoryStore(),
    authenticate: async (header) => {
      if (!header.startsWith('Bearer ')) {
        throw unauthenticated();
      }
      return { id: header.slice(7), tokenFamily: 'f', isAdmin: header.endsWith('admin'), expiresAt: Date.now() + 1000 };
    },
  });
  const handle = app.callback();
  server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());
beforeEach(() => known.clear());

const make = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${url}/api/things`, {
    method: 'POST',
    headers: { authorization: 'Bearer ada', 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('a declared endpoint', () => {
  it('lets only declared fields out', async () => {
    const made = (await (await make({ name: 'cup' })).json()) as { id: string };
    expect(made).toEqual({ id: made.id, name: 'cup', note: null });
  });

  it('refuses unknown fields, and says where', async () => {
    const answer = await make({ name: 'cup', owner: 'me' });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    await expect(answer.json()).resolves.toMatchObject({
      code: 'invalid_input',
      errors: [{ message: expect.stringContaining('owner') }],
    });
  });

  it.each([
    ['broken JSON', '{', {}, 400],
    ['too much', JSON.stringify({ name: 'x'.repeat(110_000) }), {}, 413],
    ['another type', 'name=x', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['JSON as text', '{"name":"x"}', { 'content-type': 'text/plain' }, 415],
    ['a compressed body', '{"name":"x"}', { 'content-encoding': 'gzip' }, 415],
    ['nothing', '', {}, 400],
    ['a prototype', '{"name":"x","__proto__":{"isAdmin":true}}', {}, 400],
    ['a nest', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, {}, 400],
  ])('answers %s with its status', async (_name, body, headers, status) => {
    const answer = await make(body, headers);
    expect(answer.status).toBe(status);
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  it('asks who is calling, as declared', async () => {
    await expect(fetch(`${url}/api/things`, { method: 'POST', body: '{}' })).resolves.toMatchObject({ status: 415 });
    const anonymous = await fetch(`${url}/api/things`, {
      method: 'POST',
      body: '{"name":"x"}',
      headers: { 'content-type': 'application/json' },
    });
    expect(anonymous.status).toBe(401);
    const rule = (who: string) =>
      fetch(`${url}/api/rules`, { method: 'DELETE', headers: { authorization: `Bearer ${who}` } });
    expect((await rule('ada')).status).toBe(403);
    expect((await rule('admin')).status).toBe(204);
  });

  it('answers an id that cannot be like one that is not', async () => {
    const garbage = await fetch(`${url}/api/things/garbage`);
    expect(garbage.status).toBe(404);
  });

  it.each(['limit=0', 'limit=101', 'limit=1e9', 'limit=NaN', 'limit=5&limit=6', 'x=1'])(
    'refuses the query %s',
    async (query) => {
      expect((await fetch(`${url}/api/things?${query}`)).status).toBe(400);
    },
  );

  it('is found by its exact path only', async () => {
    for (const path of ['/API/things', '/api/things/', '//api/things', '/api/./things/../x']) {
      expect((await fetch(url + path)).status).toBe(404);
    }
  });

  it.each(['PUT', 'PATCH', 'TRACE', 'PROPFIND'])('answers %s with 405', async (method) => {
    const status = await new Promise<string>((done) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () =>
        socket.write(`${method} /api/things HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`),
      );
      socket.once('data', (data) => done(String(data).slice(9, 12)));
    });
    expect(status).toBe('405');
  });

  it('tells nothing of a fault of our own', async () => {
    crashAfterEffect = true;
    const answer = await make({ name: 'cup' });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secret detail');
  });

  it('sends the guarding headers with answers and errors alike', async () => {
    for (const path of ['/api/things', '/api/nope']) {
      const { headers } = await fetch(url + path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('strict-transport-security')).toContain('max-age');
      expect(headers.get('cache-control')).toContain('no-store');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('takes names that can be seen, in every script, and none that turn what stands behind them', async () => {
    for (const name of ['\u200b', '\u3164', '\u2800', '\u00ad\u200d', 'ab\u202egpj', '\u2066a']) {
      const { status } = await make({ name });
      expect([JSON.stringify(name), status]).toEqual([JSON.stringify(name), 400]);
    }
    for (const name of [
      '\u05e9\u05dc\u05d5\u05dd',
      '\u0645\u06cc\u200c\u062e',
      '\u{1f469}\u200d\u{1f467}',
      '\u0e44\u0e17\u0e22',
      '.',
    ]) {
      expect([name, (await make({ name })).status]).toEqual([name, 201]);
    }
  });

  it('answers 304 to a reader that has it already', async () => {
    const made = (await (await make({ name: 'cup' })).json()) as { id: string };
    const first = await fetch(`${url}/api/things/${made.id}`);
    const again = await fetch(`${url}/api/things/${made.id}`, {
      headers: { 'if-none-match': first.headers.get('etag') ?? '' },
    });
    expect([first.status, again.status]).toEqual([200, 304]);
  });

  it('is compressed when it is long, and is the same answer to a reader that has it', async () => {
    const [short, long] = [randomUUID(), randomUUID()];
    known.set(short, { id: short, name: 'cup', note: null, secret: 'hush' });
    known.set(long, { id: long, name: 'cup', note: 'a long note '.repeat(200), secret: 'hush' });
    const ask = (id: string, headers: Record<string, string>) => fetch(`${url}/api/things/${id}`, { headers });
    const encodingOf = async (id: string, accepted: string) =>
      (await ask(id, { 'accept-encoding': accepted })).headers.get('content-encoding');
    expect(await encodingOf(short, 'br, gzip')).toBeNull();
    expect(await encodingOf(long, 'identity')).toBeNull();
    expect(await encodingOf(long, 'gzip')).toBe('gzip');
    const compressed = await ask(long, { 'accept-encoding': 'br' });
    expect(compressed.headers.get('content-encoding')).toBe('br');
    expect(await compressed.json()).toMatchObject({ id: long, note: 'a long note '.repeat(200) });
    const etag = compressed.headers.get('etag') ?? '';
    expect((await ask(long, { 'if-none-match': etag, 'accept-encoding': 'identity' })).status).toBe(304);
  });

  it('takes no time over a reader who names what it has oddly (D20)', async () => {
    const made = (await (await make({ name: 'cup' })).json()) as { id: string };
    const etag = (await fetch(`${url}/api/things/${made.id}`)).headers.get('etag') ?? '';
    const ask = (tags: string) => fetch(`${url}/api/things/${made.id}`, { headers: { 'if-none-match': tags } });
    const timeOf = async (tags: string): Promise<number> => {
      const started = performance.now();
      for (let times = 0; times < 10; times += 1) {
        expect((await ask(tags)).status).toBe(200);
      }
      return performance.now() - started;
    };
    const plain = await timeOf(`"a${'x'.repeat(14_000)}b"`);
    expect(await timeOf(`"a${' '.repeat(14_000)}b"`)).toBeLessThan(plain * 4 + 300);
    expect((await ask(`"other" ,  ${etag}`)).status).toBe(304);
  });
});

describe('Idempotency-Key', () => {
  it('makes one thing of twenty requests at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => make({ name: 'cup' }, { 'idempotency-key': 'k1' })),
    );
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    expect(new Set(bodies).size).toBe(1);
    expect(known.size).toBe(1);
  });

  it('belongs to the person', async () => {
    await make({ name: 'cup' }, { 'idempotency-key': 'k2' });
    await make({ name: 'cup' }, { 'idempotency-key': 'k2', authorization: 'Bearer bob' });
    expect(known.size).toBe(2);
  });

  it('is refused for another request', async () => {
    await make({ name: 'cup' }, { 'idempotency-key': 'k3' });
    expect((await make({ name: 'jug' }, { 'idempotency-key': 'k3' })).status).toBe(409);
  });

  it('meets the effect of a request that failed after it', async () => {
    crashAfterEffect = true;
    expect((await make({ name: 'cup' }, { 'idempotency-key': 'k4' })).status).toBe(500);
    expect((await make({ name: 'cup' }, { 'idempotency-key': 'k4' })).status).toBe(201);
    expect(known.size).toBe(1);
  });

  it('is free again after a refusal', async () => {
    expect((await make({ name: '' }, { 'idempotency-key': 'k5' })).status).toBe(400);
    expect((await make({ name: 'cup' }, { 'idempotency-key': 'k5' })).status).toBe(201);
  });
});
