import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startHarness } from '../../test/harness.ts';
import type { Harness, Person } from '../../test/harness.ts';

let app: Harness;
let ada: Person;
beforeAll(async () => {
  app = await startHarness();
});
afterAll(() => app.close());
beforeEach(async () => {
  app.sns.fault = 'none';
  ada = await app.createPerson();
});

const path = '/api/notifications/channels';

function add(address: unknown, options: { as?: Person; key?: string } = {}) {
  const headers = options.key === undefined ? {} : { 'Idempotency-Key': options.key };
  return app.fetch(path, { as: options.as ?? ada, json: { kind: 'email', address }, headers });
}

async function list(person = ada) {
  return (await app.fetch(path, { as: person })).body.items;
}

describe('POST /api/notifications/channels', () => {
  it('answers 401 without a token', async () => {
    expect((await app.fetch(path, { json: { kind: 'email', address: 'ada@example.com' } })).status).toBe(401);
  });

  const bad: [string, unknown][] = [
    ['no domain', 'ada'],
    ['no dot', 'ada@localhost'],
    ['two addresses', 'a@example.com,b@example.com'],
    ['two addresses, semicolon', 'a@example.com;b@example.com'],
    ['two addresses, blank', 'a@example.com b@example.com'],
    ['a display name', '"a@example.com" <b@example.com>'],
    ['angle brackets', '<a@example.com>'],
    ['a comment', 'a(comment)@example.com'],
    ['a line break at the end', 'a@example.com\n'],
    ['a line break within', 'a@example.com\r\nBcc: b@example.com'],
    ['a NUL', 'a@example.com\u0000'],
    ['a quoted local part', '"a b"@example.com'],
    ['an IP literal', 'a@[127.0.0.1]'],
    ['too long', `${'a'.repeat(250)}@example.com`],
    ['empty', ''],
    ['a number', 7],
    ['nothing', undefined],
  ];
  it.each(bad)('answers 400 to %s', async (_what, address) => {
    const answer = await add(address);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'address' }] });
    expect(await list()).toEqual([]);
  });

  it('answers 400 to a very long address quickly', async () => {
    const started = performance.now();
    expect((await add('('.repeat(90_000))).status).toBe(400);
    expect(performance.now() - started).toBeLessThan(250);
  });

  it('answers 400 to fields and kinds that are not there', async () => {
    for (const json of [
      { kind: 'sms', address: 'a@example.com' },
      { kind: 'email', address: 'a@example.com', state: 'active' },
    ]) {
      expect((await app.fetch(path, { as: ada, json })).status).toBe(400);
    }
  });

  it('is pending until confirmed, and active from then on', async () => {
    const address = `Ada.${ada.handle}@Example.com`;
    const { status, body } = await add(address);
    expect(status).toBe(201);
    expect(body).toMatchObject({ kind: 'email', address: address.toLowerCase(), state: 'pending' });
    expect(await list()).toEqual([body]);
    await app.confirm(body.address);
    const other = await app.createPerson();
    expect(await list(other)).toEqual([]);
    expect(await list()).toEqual([{ ...body, state: 'active' }]);
  });

  it('sends another mail for a pending address, and answers 409 for an active one', async () => {
    const { id, address } = await app.addChannel(ada, { isConfirmed: false });
    const again = await add(address.toUpperCase());
    expect(again).toMatchObject({ status: 201, body: { id, state: 'pending' } });
    expect(await app.mailbox(address)).toHaveLength(2);
    await app.confirm(address);
    const third = await add(address);
    expect(third).toMatchObject({ status: 409, body: { code: 'channels.exists' } });
    expect(await list()).toMatchObject([{ id, state: 'active' }]);
  });

  it('answers 409 to a fourth address, also when all come at once', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map((n) => add(`${n}.${ada.handle}@example.com`)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, 201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('channels.too_many');
    expect(await list()).toHaveLength(3);
  });

  it('answers 429 to the sixth mail within an hour, removed addresses counted', async () => {
    for (let n = 1; n <= 5; n += 1) {
      const { status, body } = await add(`${n}.${ada.handle}@example.com`);
      expect(status).toBe(201);
      await app.fetch(`${path}/${body.id}`, { as: ada, method: 'DELETE' });
    }
    const sixth = await add(`6.${ada.handle}@example.com`);
    expect(sixth.status).toBe(429);
    expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(3_500);
    expect(await app.mailbox(`6.${ada.handle}@example.com`)).toEqual([]);
  });

  it('lets several people together ask one address five times a day', async () => {
    const victim = `${randomUUID()}@example.com`;
    const statuses: number[] = [];
    for (let n = 0; n < 7; n += 1) {
      statuses.push((await add(victim, { as: await app.createPerson() })).status);
    }
    expect(statuses).toEqual([201, 201, 201, 201, 201, 429, 429]);
    expect(await app.mailbox(victim)).toHaveLength(5);
  });

  it('repeats its answer for the same Idempotency-Key', async () => {
    const address = `${ada.handle}@example.com`;
    const answers = await Promise.all([1, 2, 3].map(() => add(address, { key: 'once' })));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await app.mailbox(address)).toHaveLength(1);
    expect((await add('other@example.com', { key: 'once' })).status).toBe(409);
  });

  it('answers 503 while SNS is down, leaves nothing behind, and works afterwards', async () => {
    app.sns.fault = 'down';
    const address = `${ada.handle}@example.com`;
    const refused = await add(address);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(await list()).toEqual([]);
    app.sns.fault = 'none';
    expect((await add(address)).status).toBe(201);
  });
});

describe('GET /api/notifications/channels', () => {
  it('answers 401 without a token', async () => {
    expect((await app.fetch(path)).status).toBe(401);
  });

  it('still answers while SNS is down', async () => {
    const { id } = await app.addChannel(ada);
    app.sns.fault = 'down';
    expect(await list()).toMatchObject([{ id }]);
  });
});

describe('DELETE /api/notifications/channels/:id', () => {
  it('answers 401 without a token', async () => {
    expect((await app.fetch(`${path}/${randomUUID()}`, { method: 'DELETE' })).status).toBe(401);
  });

  it("answers another's channel like one that does not exist", async () => {
    const { id } = await app.addChannel(ada);
    const bea = await app.createPerson();
    const remove = (channelId: string) => app.fetch(`${path}/${channelId}`, { as: bea, method: 'DELETE' });
    const [foreign, unknown, malformed] = [await remove(id), await remove(randomUUID()), await remove('x')];
    expect(foreign.status).toBe(404);
    expect(foreign.text).toBe(unknown.text);
    expect(malformed.status).toBe(404);
    expect(await list()).toMatchObject([{ id }]);
  });

  it('answers 503 while SNS is down and keeps the channel', async () => {
    const { id } = await app.addChannel(ada);
    app.sns.fault = 'down';
    const answer = await app.fetch(`${path}/${id}`, { as: ada, method: 'DELETE' });
    expect(answer.status).toBe(503);
    expect(await list()).toMatchObject([{ id }]);
  });
});

describe('the log', () => {
  it('has no address in it', async () => {
    const { address } = await app.addChannel(ada);
    await add(`${address}\r\nx`);
    app.sns.fault = 'down';
    await add(`second.${address}`);
    expect(app.logs()).toContain('/api/notifications/channels');
    expect(app.logs()).not.toContain(address);
    expect(app.logs()).not.toContain('@example.com');
  });
});
