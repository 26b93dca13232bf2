import { setTimeout as sleep } from 'node:timers/promises';
import type { Scope } from '../scope.ts';
import { asCodeError } from './code-errors.ts';

/** Sets a new password with the mailed code and ends every session: whoever knew the old password is out. */
export async function resetPassword(
  scope: Scope,
  input: { email: string; code: string; password: string },
): Promise<void> {
  await scope.limits.countCode(input.email, scope.address);
  try {
    await scope.userPool.resetPassword(input.email, input.code, input.password);
  } catch (error) {
    throw asCodeError(error);
  }
  const { personId } = await scope.userPool.personOf(input.email);
  // Tokens tell the second of their sign-in and no more. So this second ends for all of them, and the answer waits for the
  // next one: whoever then signs in with the new password is not taken for somebody who was in before.
  const before = new Date(Math.ceil(Date.now() / 1000) * 1000);
  await scope.revocations.record({ personId, before });
  await scope.sessions.removeAll(personId);
  await scope.userPool.revokeAll(input.email);
  await sleep(before.getTime() - Date.now());
}
