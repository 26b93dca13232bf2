import { errors } from '../errors.ts';
import type { Scope } from '../scope.ts';

/**
 * Signs a person up and has a code mailed. For an address that has an account already the outcome looks the same: if
 * that account still waits for its code, a new one is mailed, and the last to sign up says what it will be called. The
 * password counts when the code is given (`confirmSignUp`).
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
  if (!(await scope.userPool.resendCode(input.email))) {
    await releaseUnless(scope, input, earlier?.handle);
    return;
  }
  await scope.accounts.rememberSignUp(input.email, input);
  if (earlier) {
    await releaseUnless(scope, { email: input.email, handle: earlier.handle }, input.handle);
  }
}

async function releaseUnless(
  scope: Scope,
  held: { email: string; handle: string },
  keep: string | undefined,
): Promise<void> {
  if (held.handle !== keep) {
    await scope.accounts.releaseHandle(held.handle, held.email);
  }
}
