import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { outage, unavailable } from '@tintype/errors';
import { silentLogger } from '@tintype/logger';
import { createMetrics } from '@tintype/telemetry';
import { createApp, defineRoutes } from '../src/index.ts';
import type { Endpoint, IdempotencyRecord } from '../src/index.ts';

const response = z.object({ id: z.string(), attempts: z.int() });
const declare = <const E extends Partial<Endpoint>>(id: string, more: E) =>
  ({ id, summary: id, method: 'post', path: `/api/${id}`, auth: 'none', response, status: 200, ...more }) as const;
const Read = declare('read', { method: 'get' });
const Write = declare('write', { idempotent: true });
const Repeat = declare('repeat', { repeatable: true });
const Arrive = declare('arrive', {});

const outageWait = 1_500;
/** What the store says to the tries to come, one after the other; then it answers. */
let faults: Error[];
let faultsOfKeys: Error[];
let attempts: number;
let ids: Set<string>;

function work(newId: string): { id: string; attempts: number } {
  attempts += 1;
  ids.add(newId);
  const fault = faults.shift();
  if (fault) {
    throw fault;
  }
  return { id: newId, attempts };
}

const routes = defineRoutes<object>((add) => {
  for (const endpoint of [Read, Write, Repeat]) {
    add.add(endpoint, async ({ newId }) => work(newId));
  }
  add.add(
    Arrive,
    async ({ newId }) => ({ id: newId, attempts }),
    async (_arrival, next) => {
      work('');
      await next();
    },
  );
});

describe('a store that is away for a moment', () => {
  let server: Server;
  let url: string;
  const records = new Map<string, IdempotencyRecord>();
  const away = () => outage(new Error('connect ECONNREFUSED'));
  const ask = async (id: string, request: RequestInit = {}) => {
    const answer = await fetch(`${url}/api/${id}`, { method: id === 'read' ? 'GET' : 'POST', ...request });
    return { status: answer.status, ...((await answer.json()) as { id: string; attempts: number }) };
  };
  beforeAll(async () => {
    const handle = createApp<object>({
      features: [routes],
      logger: silentLogger,
      metrics: createMetrics('test', { processMetrics: false }),
      ready: async () => true,
      trustedProxies: 0,
      checkAnswers: true,
      outageWait,
      createScope: () => ({}),
      authenticate: () => Promise.reject(new Error('nobody has a token here')),
      idempotency: {
        reserve: async (key, record) => {
          const fault = faultsOfKeys.shift();
          if (fault) {
            throw fault;
          }
          const existing = records.get(key);
          records.set(key, existing ?? record);
          return existing;
        },
        has: async (key) => records.has(key),
        complete: async (key, status, body) =>
          void records.set(key, { fingerprint: '', resourceId: '', ...records.get(key), status, body }),
        release: async (key) => void records.delete(key),
      },
    }).callback();
    server = createServer((request, reply) => void handle(request, reply)).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    [faults, faultsOfKeys, attempts, ids] = [[], [], 0, new Set()];
  });

  it.each(['read', 'repeat'])('is waited for by what may be done twice: %s', async (id) => {
    faults = [away(), away()];
    expect(await ask(id)).toMatchObject({ status: 200, attempts: 3 });
    expect(ids.size).toBe(1);
  });

  it('is waited for by a write with a key, which makes the same thing each time', async () => {
    [faultsOfKeys, faults] = [[away(), away()], [away()]];
    const headers = { 'Idempotency-Key': 'once' };
    expect(await ask('write', { headers })).toMatchObject({ status: 200, attempts: 2 });
    expect(ids.size).toBe(1);
  });

  it('is told at once to a write without one: it may have been done', async () => {
    faults = [away()];
    expect((await ask('write')).status).toBe(503);
    expect(attempts).toBe(1);
  });

  it('is waited for before the body is read, and the body is read once', async () => {
    faults = [away(), away()];
    expect(await ask('arrive')).toMatchObject({ status: 200, attempts: 3 });
  });

  it('is told after a while', async () => {
    faults = Array.from({ length: 1_000 }, away);
    const started = performance.now();
    expect((await ask('read')).status).toBe(503);
    expect(performance.now() - started).toBeGreaterThan(outageWait / 2);
    expect(attempts).toBeGreaterThan(2);
  });

  it('is not what being busy is: that is told at once', async () => {
    faults = [unavailable(2, 'Too much to do.')];
    expect((await ask('read')).status).toBe(503);
    expect(attempts).toBe(1);
  });

  it('is not asked again for somebody who has gone', async () => {
    faults = Array.from({ length: 1_000 }, away);
    await expect(ask('read', { signal: AbortSignal.timeout(300) })).rejects.toThrow();
    await sleep(200);
    const asked = attempts;
    await sleep(outageWait);
    expect(attempts - asked).toBeLessThanOrEqual(1);
  });
});
