import type { Scope } from '../scope.ts';

/** Mails a new confirmation code, if there is an account that waits for one. */
export async function resendCode(scope: Scope, email: string): Promise<void> {
  await scope.limits.countMail(email);
  await scope.userPool.resendCode(email);
}

/** Mails a code for a new password, if there is a confirmed account. */
export async function forgotPassword(scope: Scope, email: string): Promise<void> {
  await scope.limits.countMail(email);
  await scope.userPool.forgotPassword(email);
}
