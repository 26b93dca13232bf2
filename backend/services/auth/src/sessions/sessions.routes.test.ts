import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestStack, waitFor } from '@tintype/testing';
import type { TestPerson, TestStack } from '@tintype/testing';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack({ services: ['auth', 'media', 'posts'], logLevel: 'debug' });
});
afterAll(() => stack.close());

const refresh = (cookie: string, headers: Record<string, string> = {}) =>
  stack.fetch('/api/auth/refresh', { method: 'POST', headers: { cookie, ...headers } });
const cookieOf = (answer: { headers: Headers }): string => answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';

describe('POST /api/auth/sign-in', () => {
  it('sets a cookie that scripts cannot read, for auth only', async () => {
    const person = await stack.createPerson();
    const answer = await stack.fetch('/api/auth/sign-in', { json: { email: person.email, password: person.password } });
    expect(answer.headers.getSetCookie()[0]).toMatch(/; Path=\/api\/auth; Max-Age=2592000; HttpOnly; SameSite=Lax$/);
    expect(answer.body).toMatchObject({ expiresIn: 900, person: { id: person.id, handle: person.handle } });
    expect(answer.text).not.toContain('efreshToken');
  });

  it('tells a wrong password and an unknown address alike', async () => {
    const person = await stack.createPerson();
    const wrong = await stack.fetch('/api/auth/sign-in', { json: { email: person.email, password: 'wrong horse 1' } });
    const unknown = await stack.fetch('/api/auth/sign-in', {
      json: { email: 'who@example.com', password: 'wrong horse 1' },
    });
    expect([wrong.status, wrong.text]).toEqual([unknown.status, unknown.text]);
    expect(wrong).toMatchObject({ status: 401, body: { code: 'auth.wrong_credentials' } });
  });

  it('stops guessing: after ten tries the right password is refused as well, another account is not', async () => {
    const person = await stack.createPerson();
    const other = await stack.createPerson();
    const tries = (password: string) => stack.fetch('/api/auth/sign-in', { json: { email: person.email, password } });
    for (let i = 0; i < 10; i += 1) {
      await tries(`wrong horse ${i}`);
    }
    await expect(tries(person.password)).resolves.toMatchObject({ status: 429 });
    const theirs = await stack.fetch('/api/auth/sign-in', { json: { email: other.email, password: other.password } });
    expect(theirs.status).toBe(200);
  });

  it('is one address whatever X-Forwarded-For says, with no proxy in front', async () => {
    const person = await stack.createPerson();
    const headers = { 'X-Forwarded-For': '203.0.113.9' };
    const answer = await stack.fetch('/api/auth/sign-in', {
      json: { email: person.email, password: person.password },
      headers,
    });
    expect(answer.status).toBe(200);
  });
});

describe('POST /api/auth/refresh', () => {
  it('gives a new token and moves the cookie on', async () => {
    const person = await stack.createPerson();
    const answer = await refresh(person.cookie);
    expect(answer.status).toBe(200);
    expect(cookieOf(answer)).not.toBe(person.cookie);
    const again = await refresh(cookieOf(answer));
    expect(again.body.person.id).toBe(person.id);
  });

  it('forgives two tabs at once', async () => {
    const person = await stack.createPerson();
    const answers = await Promise.all(Array.from({ length: 5 }, () => refresh(person.cookie)));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(answers.map(cookieOf)).size).toBe(1);
  });

  it('ends the session for thief and owner when an old cookie comes back', async () => {
    const person = await stack.createPerson();
    const second = cookieOf(await refresh(person.cookie));
    const third = cookieOf(await refresh(second));
    await expect(refresh(person.cookie)).resolves.toMatchObject({ status: 401 });
    await expect(refresh(third)).resolves.toMatchObject({ status: 401 });
    await expect(stack.fetch('/api/auth/sessions', { as: person })).resolves.toMatchObject({ status: 401 });
  });

  it.each([
    ['none', ''],
    ['garbage', 'tintype_refresh=x'],
    ['a changed count', 'changed'],
  ])('answers 401 to a cookie: %s', async (_name, value) => {
    const person = await stack.createPerson();
    const cookie = value === 'changed' ? person.cookie.replace(/\.0\./, '.1.') : value;
    await expect(refresh(cookie)).resolves.toMatchObject({ status: 401 });
  });

  it("takes no token of another sign-in beside the cookie's own mac", async () => {
    const [person, other] = [await stack.createPerson(), await stack.createPerson()];
    const [one, two] = [person.cookie.split('.'), other.cookie.split('.')];
    const mixed = [...one.slice(0, 4), ...two.slice(4)].join('.');
    await expect(refresh(mixed)).resolves.toMatchObject({ status: 401, body: { code: 'auth.session_over' } });
    await expect(refresh(other.cookie)).resolves.toMatchObject({ status: 200 });
  });

  it("refuses another site's page", async () => {
    const person = await stack.createPerson();
    await expect(refresh(person.cookie, { Origin: 'https://evil.example' })).resolves.toMatchObject({ status: 403 });
    await expect(refresh(person.cookie, { Origin: `${stack.url}.evil.example` })).resolves.toMatchObject({
      status: 403,
    });
    await expect(refresh(person.cookie, { Origin: stack.url })).resolves.toMatchObject({ status: 200 });
  });
});

describe('ending a session', () => {
  const isRefusedEverywhere = async (person: TestPerson): Promise<boolean> => {
    const answers = await Promise.all(
      ['/api/auth/sessions', '/api/feed', '/api/photos/limits'].map((path) => stack.fetch(path, { as: person })),
    );
    return answers.every((answer) => answer.status === 401);
  };

  it('takes hold in every service within 5 seconds of signing out', async () => {
    const person = await stack.createPerson();
    const answer = await stack.fetch('/api/auth/sign-out', { method: 'POST', headers: { cookie: person.cookie } });
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()[0]).toContain('Max-Age=0');
    await waitFor(() => isRefusedEverywhere(person), 'every service to refuse the token', 5_000);
    await expect(refresh(person.cookie)).resolves.toMatchObject({ status: 401 });
  });

  it('ends another device of one’s own, and leaves this one', async () => {
    const person = await stack.createPerson();
    const phone = await stack.fetch('/api/auth/sign-in', {
      json: { email: person.email, password: person.password },
      headers: { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' },
    });
    const { body } = await stack.fetch('/api/auth/sessions', { as: person });
    expect(body.items).toHaveLength(2);
    const other = body.items.find((item: { isCurrent: boolean }) => !item.isCurrent);
    expect(other).toMatchObject({ id: phone.body.sessionId, device: 'Firefox on Linux' });
    await expect(
      stack.fetch(`/api/auth/sessions/${other.id}`, { as: person, method: 'DELETE' }),
    ).resolves.toMatchObject({ status: 204 });
    await expect(refresh(cookieOf(phone))).resolves.toMatchObject({ status: 401 });
    await waitFor(() => isRefusedEverywhere({ ...person, token: phone.body.accessToken }), 'the phone to be refused');
    await expect(stack.fetch('/api/auth/sessions', { as: person })).resolves.toMatchObject({ status: 200 });
  });

  it("answers 404 for another's session", async () => {
    const [owner, stranger] = [await stack.createPerson(), await stack.createPerson()];
    const { body } = await stack.fetch('/api/auth/sessions', { as: owner });
    const path = `/api/auth/sessions/${body.items[0].id}`;
    await expect(stack.fetch(path, { as: stranger, method: 'DELETE' })).resolves.toMatchObject({ status: 404 });
    await expect(stack.fetch(path, { method: 'DELETE' })).resolves.toMatchObject({ status: 401 });
    await expect(stack.fetch('/api/auth/sessions', { as: owner })).resolves.toMatchObject({ status: 200 });
  });
});

describe('the log', () => {
  it('holds no token, password, code or address of anybody', async () => {
    const person = await stack.createPerson();
    await refresh(person.cookie);
    const lines = stack.logs();
    expect(lines).toContain('"service":"auth"');
    expect(lines).not.toMatch(/eyJ|correct horse|@example\.com|tintype_refresh=/);
  });
});
