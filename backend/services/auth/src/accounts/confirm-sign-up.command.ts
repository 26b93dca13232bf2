import type { Scope } from '../scope.ts';
import { ensureAccount } from '../ensure-account.command.ts';
import { asCodeError } from './code-errors.ts';

/**
 * Confirms an address with the code; from then on the person can sign in, and the other services hear of them. The
 * password is that of whoever has the code: somebody else may have signed up with this address before.
 */
export async function confirmSignUp(
  scope: Scope,
  input: { email: string; code: string; password: string },
): Promise<void> {
  await scope.limits.countCode(input.email, scope.address);
  try {
    await scope.userPool.confirm(input.email, input.code);
  } catch (error) {
    throw asCodeError(error);
  }
  await scope.userPool.setPassword(input.email, input.password);
  const person = await scope.userPool.personOf(input.email);
  await ensureAccount(scope, { ...person, email: input.email });
}
