import { ensureAccount } from '../ensure-account.command.ts';
import type { Scope } from '../scope.ts';
import { granted } from './grant.ts';
import type { Granted } from './grant.ts';

/** Signs a person in on a device. Wrong passwords and unknown addresses are told alike. */
export async function signIn(
  scope: Scope,
  input: { email: string; password: string; sessionId: string; device: string },
): Promise<Granted> {
  await scope.limits.countSignIn(input.email, scope.address);
  const tokens = await scope.userPool.signIn(input.email, input.password);
  await scope.limits.forgetSignIn(input.email);
  const account = await ensureAccount(scope, {
    personId: tokens.personId,
    email: input.email,
    name: input.email.split('@', 1)[0] ?? '',
  });
  const { sessionId } = input;
  await scope.sessions.create({
    sessionId,
    personId: tokens.personId,
    tokenFamily: tokens.tokenFamily,
    device: input.device,
    createdAt: new Date().toISOString(),
  });
  const cookie = scope.cookies.write({
    personId: tokens.personId,
    sessionId,
    refreshes: 0,
    refreshToken: tokens.refreshToken,
  });
  return granted(cookie, tokens, account, sessionId);
}
