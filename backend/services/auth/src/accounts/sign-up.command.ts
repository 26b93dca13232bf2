import { errors } from '../errors.ts';
import type { Scope } from '../scope.ts';

/**
 * Signs a person up and has a code mailed. For an address that has an account already the outcome looks the same: if
 * that account still waits for its code, a new one is mailed.
 */
export async function signUp(
  scope: Scope,
  input: { email: string; password: string; handle: string; name: string },
): Promise<void> {
  await scope.limits.countSignUp(scope.address);
  if (!(await scope.accounts.holdHandle(input.handle, input.email))) {
    throw errors.handleTaken();
  }
  // Remembered before Cognito is asked, so that no crash can leave a confirmed person without a handle.
  const earlier = await scope.accounts.recallSignUp(input.email);
  if (!earlier) {
    await scope.accounts.rememberSignUp(input.email, input);
  }
  let isNew: boolean;
  try {
    // Counted for every address alike: otherwise how soon one is refused tells whether it has an account.
    await scope.limits.countMail(input.email);
    isNew = await scope.userPool.signUp(input);
  } catch (error) {
    await releaseUnless(scope, input, earlier?.handle);
    throw error;
  }
  if (isNew) {
    await scope.accounts.rememberSignUp(input.email, input);
    return;
  }
  await releaseUnless(scope, input, earlier?.handle);
  await scope.userPool.resendCode(input.email);
}

async function releaseUnless(
  scope: Scope,
  input: { email: string; handle: string },
  keep: string | undefined,
): Promise<void> {
  if (input.handle !== keep) {
    await scope.accounts.releaseHandle(input.handle, input.email);
  }
}
