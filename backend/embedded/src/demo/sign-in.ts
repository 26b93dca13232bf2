import { setTimeout as sleep } from 'node:timers/promises';
import { DemoRefused } from './api.ts';
import type { DemoApi } from './api.ts';
import { demoPassword, emailOf } from './people.ts';
import type { DemoPerson } from './people.ts';

/** Signs a demo person in, and up before that when they are new; waits until their profile is there. */
export async function signInDemoPerson(api: DemoApi, person: DemoPerson): Promise<string> {
  const token = (await tryToSignIn(api, person)) ?? (await signUp(api, person));
  for (;;) {
    try {
      await api.send('GET', '/api/people/me', { token });
      return token;
    } catch (error) {
      // The profile is made from an event; it is a moment behind.
      if (!(error instanceof DemoRefused && error.status === 404)) {
        throw error;
      }
      await sleep(20);
    }
  }
}

async function tryToSignIn(api: DemoApi, { handle }: DemoPerson): Promise<string | undefined> {
  try {
    const json = { email: emailOf(handle), password: demoPassword };
    return (await api.send<{ accessToken: string }>('POST', '/api/auth/sign-in', { json })).accessToken;
  } catch (error) {
    if (error instanceof DemoRefused && (error.status === 401 || error.status === 403)) {
      return undefined;
    }
    throw error;
  }
}

async function signUp(api: DemoApi, person: DemoPerson): Promise<string> {
  const email = emailOf(person.handle);
  const { handle, name } = person;
  await api.send('POST', '/api/auth/sign-up', { json: { email, password: demoPassword, handle, name } });
  const [mail] = await api.send<{ text: string }[]>('GET', `/mailbox.json?to=${encodeURIComponent(email)}`);
  const code = /\b\d{6}\b/.exec(mail?.text ?? '')?.[0];
  await api.send('POST', '/api/auth/confirm', { json: { email, code, password: demoPassword } });
  const token = await tryToSignIn(api, person);
  if (token === undefined) {
    throw new Error(`The demo account ${handle} could not be signed in.`);
  }
  return token;
}
