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
  await scope.revocations.record({ personId, before: new Date() });
  await scope.sessions.removeAll(personId);
  await scope.userPool.revokeAll(input.email);
}
