import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestStack, waitFor } from '@tintype/testing';
import type { TestStack } from '@tintype/testing';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack({ services: ['auth', 'media', 'posts'] });
});
afterAll(() => stack.close());

const password = 'correct horse 1';
const signUp = (json: object) => stack.fetch('/api/auth/sign-up', { json: { password, name: 'Somebody', ...json } });
const codeFor = async (to: string): Promise<string> => {
  const [mail] = await stack.mailbox({ to });
  return /\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? '';
};

describe('POST /api/auth/sign-up', () => {
  it('mails a code, and the account works once it is confirmed', async () => {
    await expect(signUp({ email: 'ada@example.com', handle: 'ada' })).resolves.toMatchObject({ status: 201 });
    const signIn = { json: { email: 'ada@example.com', password } };
    await expect(stack.fetch('/api/auth/sign-in', signIn)).resolves.toMatchObject({
      status: 403,
      body: { code: 'auth.not_confirmed' },
    });
    const code = await codeFor('ada@example.com');
    const confirmed = await stack.fetch('/api/auth/confirm', { json: { email: 'ADA@example.com', code, password } });
    expect(confirmed.status).toBe(204);
    const signedIn = await stack.fetch('/api/auth/sign-in', signIn);
    expect(signedIn.body.person).toMatchObject({ handle: 'ada', name: 'Somebody', isAdmin: false });
    await waitFor(
      async () => (await stack.fetch('/api/people/ada')).status === 200,
      'the profile that posts made of the event',
    );
  });

  it('says which fields do not fit', async () => {
    const { status, body } = await signUp({
      email: 'no',
      handle: 'A b',
      password: 'short',
      name: 'a\r\nBcc: x@y.z',
      role: 'admin',
    });
    expect(status).toBe(400);
    const paths = body.errors.map((error: { path: string }) => error.path);
    expect(new Set(paths)).toEqual(new Set(['email', 'handle', 'password', 'name', '']));
  });

  it('refuses a handle that somebody has, in any case, also while theirs waits for the code', async () => {
    await signUp({ email: 'first@example.com', handle: 'taken' });
    const second = await signUp({ email: 'second@example.com', handle: 'TAKEN' });
    expect(second).toMatchObject({ status: 409, body: { code: 'auth.handle_taken' } });
  });

  it('tells an address that nobody can have which field it is, and never that signing in is away', async () => {
    const email = `${'a'.repeat(60)}@${'b'.repeat(60)}.${'c'.repeat(60)}.com`;
    for (const [path, rest] of [
      ['sign-up', { password, handle: 'too_long', name: 'Long' }],
      ['confirm', { code: '123456', password }],
      ['resend-code', {}],
      ['forgot-password', {}],
    ] as const) {
      const answer = await stack.fetch(`/api/auth/${path}`, { json: { email, ...rest } });
      expect([path, answer.status, answer.body.errors?.[0].path]).toEqual([path, 400, 'email']);
    }
  });

  it('answers for an address that has an account as for a new one, byte for byte', async () => {
    await stack.createPerson({ handle: 'grace' });
    const fresh = await signUp({ email: 'nobody-yet@example.com', handle: 'fresh_one' });
    const known = await signUp({ email: 'grace@example.com', handle: 'other_one' });
    expect([known.status, known.text]).toEqual([fresh.status, fresh.text]);
    // The handle that came to nothing is free again.
    await expect(signUp({ email: 'third@example.com', handle: 'other_one' })).resolves.toMatchObject({ status: 201 });
  });

  it('takes as long for an address that has an account as for a new one (A11)', async () => {
    const times = { known: [] as number[], fresh: [] as number[] };
    for (let round = 0; round < 5; round += 1) {
      const { email } = await stack.createPerson();
      for (const [kind, address] of [
        ['known', email],
        ['fresh', `timed${round}@example.com`],
      ] as const) {
        const started = performance.now();
        await signUp({ email: address, handle: `timed_${kind}_${round}` });
        times[kind].push(performance.now() - started);
      }
    }
    const median = (list: number[]): number => list.sort((a, b) => a - b)[2] ?? 0;
    expect(median(times.known)).toBeGreaterThan(median(times.fresh) / 2);
  });

  it('mails as often to an address that is new as to one that has an account', async () => {
    await stack.createPerson({ handle: 'known_one' });
    const untilRefused = async (email: string): Promise<number> => {
      let tries = 0;
      while ((await signUp({ email, handle: `asked_${tries}` })).status === 201) {
        tries += 1;
      }
      return tries;
    };
    const known = await untilRefused('known_one@example.com');
    // The sign-up that made the account was the first.
    expect(known).toBeGreaterThan(2);
    expect(await untilRefused('not-known@example.com')).toBe(known + 1);
    // A refusal keeps no handle.
    const other = await signUp({ email: 'another@example.com', handle: `asked_${known + 1}` });
    expect(other.status).toBe(201);
  });

  it('takes an address as a phone types it: with a capital and a space behind', async () => {
    const answer = await signUp({ email: 'Marie@Example.com ', handle: 'marie' });
    expect(answer.status).toBe(201);
    await expect(codeFor('marie@example.com')).resolves.toMatch(/^\d{6}$/);
  });

  it('lets one win when twenty want the same handle at once', async () => {
    const tries = await Promise.all(
      Array.from({ length: 20 }, (_, i) => signUp({ email: `racer${i}@example.com`, handle: 'wanted' })),
    );
    expect(tries.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(tries.filter((answer) => answer.status === 409)).toHaveLength(19);
  });
});

describe('POST /api/auth/confirm', () => {
  it('gives the account to whoever has the code, and not to who signed up with the address before', async () => {
    const email = 'victim@example.com';
    await signUp({ email, handle: 'chosen_by_another', name: 'Another', password: 'known to another 1' });
    await signUp({ email, handle: 'victim', name: 'The owner', password: 'known to me alone 1' });
    const json = { email, code: await codeFor(email), password: 'known to me alone 1' };
    expect((await stack.fetch('/api/auth/confirm', { json })).status).toBe(204);
    const other = await stack.fetch('/api/auth/sign-in', { json: { email, password: 'known to another 1' } });
    expect(other.status).toBe(401);
    const owner = await stack.fetch('/api/auth/sign-in', { json: { email, password: 'known to me alone 1' } });
    expect(owner.body.person).toMatchObject({ handle: 'victim', name: 'The owner' });
    await expect(signUp({ email: 'later@example.com', handle: 'chosen_by_another' })).resolves.toMatchObject({
      status: 201,
    });
  });

  it('tells a wrong code, a used code and an unknown address alike', async () => {
    await signUp({ email: 'linus@example.com', handle: 'linus' });
    const code = await codeFor('linus@example.com');
    const wrong = await stack.fetch('/api/auth/confirm', {
      json: { email: 'linus@example.com', code: code === '111111' ? '222222' : '111111', password },
    });
    await stack.fetch('/api/auth/confirm', { json: { email: 'linus@example.com', code, password } });
    const unknown = await stack.fetch('/api/auth/confirm', { json: { email: 'who@example.com', code, password } });
    const used = await stack.fetch('/api/auth/confirm', { json: { email: 'linus@example.com', code, password } });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'auth.code_wrong' } });
    expect([unknown.status, unknown.text]).toEqual([422, wrong.text]);
    expect([used.status, used.text]).toEqual([422, wrong.text]);
    await signUp({ email: 'not-yet@example.com', handle: 'not_yet' });
    for (const email of ['linus@example.com', 'who@example.com', 'not-yet@example.com']) {
      const json = { email, code: '000000', password };
      expect((await stack.fetch('/api/auth/reset-password', { json })).text).toBe(wrong.text);
    }
  });

  it('stops guessing after a few tries, also for the right code', async () => {
    await signUp({ email: 'guessed@example.com', handle: 'guessed' });
    const code = await codeFor('guessed@example.com');
    const guess = (value: string) =>
      stack.fetch('/api/auth/confirm', { json: { email: 'guessed@example.com', code: value, password } });
    for (let i = 0; i < 10; i += 1) {
      await guess(String((Number(code) + 1 + i) % 1_000_000).padStart(6, '0'));
    }
    const right = await guess(code);
    expect(right.status).not.toBe(204);
  });
});

describe('POST /api/auth/resend-code', () => {
  it('answers the same whether an address waits for its code, is confirmed, or is not known', async () => {
    const { email } = await stack.createPerson();
    await signUp({ email: 'waiting@example.com', handle: 'waiting' });
    for (const address of [email, 'waiting@example.com', 'unheard-of@example.com']) {
      const answer = await stack.fetch('/api/auth/resend-code', { json: { email: address } });
      expect([address, answer.status, answer.text]).toEqual([address, 204, '']);
    }
  });
});

describe('a forgotten password', () => {
  it('is set anew with the mailed code, and every session ends', async () => {
    const person = await stack.createPerson();
    await expect(stack.fetch('/api/auth/forgot-password', { json: { email: person.email } })).resolves.toMatchObject({
      status: 204,
    });
    const code = await codeFor(person.email);
    const json = { email: person.email, code, password: 'another horse 2' };
    await expect(stack.fetch('/api/auth/reset-password', { json })).resolves.toMatchObject({ status: 204 });
    await expect(
      stack.fetch('/api/auth/sign-in', { json: { email: person.email, password: person.password } }),
    ).resolves.toMatchObject({ status: 401 });
    await expect(
      stack.fetch('/api/auth/sign-in', { json: { email: person.email, password: json.password } }),
    ).resolves.toMatchObject({ status: 200 });
    await expect(stack.fetch('/api/auth/sessions', { as: person })).resolves.toMatchObject({ status: 401 });
    await expect(
      stack.fetch('/api/auth/refresh', { method: 'POST', headers: { cookie: person.cookie } }),
    ).resolves.toMatchObject({ status: 401 });
    await waitFor(
      async () => (await stack.fetch('/api/feed', { as: person })).status === 401,
      'the old token to be refused by posts',
    );
  });

  it('lets the person in at once with the new one, at whatever moment of a second that is', async () => {
    const person = await stack.createPerson();
    for (const [round, pause] of [0, 250, 650].entries()) {
      await sleep(1000 - (Date.now() % 1000) + pause);
      await stack.fetch('/api/auth/forgot-password', { json: { email: person.email } });
      const json = { email: person.email, code: await codeFor(person.email), password: `another horse ${round}` };
      await expect(stack.fetch('/api/auth/reset-password', { json })).resolves.toMatchObject({ status: 204 });
      const { email, password } = json;
      const { body } = await stack.fetch('/api/auth/sign-in', { json: { email, password } });
      await expect(
        stack.fetch('/api/auth/sessions', { as: { ...person, token: body.accessToken } }),
      ).resolves.toMatchObject({ status: 200 });
    }
  });

  it('answers the same for an address without an account, and mails nothing there', async () => {
    const answer = await stack.fetch('/api/auth/forgot-password', { json: { email: 'nobody@example.com' } });
    expect(answer).toMatchObject({ status: 204, text: '' });
    await expect(stack.mailbox({ to: 'nobody@example.com' })).resolves.toEqual([]);
  });

  it('cannot be used to flood an inbox', async () => {
    const person = await stack.createPerson();
    const answers = [];
    for (let i = 0; i < 6; i += 1) {
      answers.push(await stack.fetch('/api/auth/forgot-password', { json: { email: person.email } }));
    }
    expect(answers.at(-1)).toMatchObject({ status: 429 });
    expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
