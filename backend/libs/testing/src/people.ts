import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Mail, TestAnswer, TestPerson, TestRequest } from './calls.ts';

export type Call = (path: string, request?: TestRequest) => Promise<TestAnswer>;

/** Signs a person up through the front door: form, code from the mailbox, sign-in; waits until the profile is there. */
export async function signUpPerson(
  call: Call,
  mailbox: (filter: { to: string }) => Promise<Mail[]>,
  options: { handle?: string; name?: string } = {},
): Promise<TestPerson> {
  const handle = options.handle ?? `p${randomBytes(5).toString('hex')}`;
  const name = options.name ?? `Person ${handle}`;
  const email = `${handle}@example.com`;
  const password = 'correct horse 1';
  await expectStatus(201, call('/api/auth/sign-up', { json: { email, password, handle, name } }));
  const [mail] = await mailbox({ to: email });
  const code = /\b\d{6}\b/.exec(mail?.text ?? '')?.[0];
  await expectStatus(204, call('/api/auth/confirm', { json: { email, code, password } }));
  const signedIn = await expectStatus(200, call('/api/auth/sign-in', { json: { email, password } }));
  const grant = signedIn.body as { accessToken: string; person: { id: string } };
  const cookie = signedIn.headers
    .getSetCookie()
    .map((c) => c.split(';', 1)[0])
    .join('; ');
  const person = { id: grant.person.id, handle, name, email, password, token: grant.accessToken, cookie };
  await waitFor(async () => (await call(`/api/people/${handle}`)).status !== 404, `the profile of ${handle}`);
  return person;
}

async function expectStatus(status: number, answer: Promise<TestAnswer>): Promise<TestAnswer> {
  const result = await answer;
  if (result.status !== status) {
    throw new Error(`expected ${status}, got ${result.status}: ${result.text}`);
  }
  return result;
}

/** Waits until `check` is true; fails with what was waited for after the time (5 s). */
export async function waitFor(
  check: () => Promise<boolean> | boolean,
  what: string,
  milliseconds = 5_000,
): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!(await check())) {
    if (Date.now() > deadline) {
      throw new Error(`waited ${milliseconds} ms in vain for ${what}`);
    }
    await sleep(25);
  }
}
