import type { CognitoContext } from './context.ts';
import { notAuthorized, userNotFound } from './errors.ts';
import { type Input, requiredText } from './input.ts';
import type { User } from './users.ts';

/** The user whose access token came with the call, unless the token was revoked. */
export async function signedInUser(context: CognitoContext, input: Input): Promise<User> {
  const { sub, originJti } = await context.tokens.verifyAccess(requiredText(input, 'AccessToken', 131_072));
  const user = context.users.find(sub);
  if (user === undefined) {
    throw userNotFound();
  }
  if (!context.sessions.isLive(originJti)) {
    throw notAuthorized('Access Token has been revoked');
  }
  if (!user.enabled) {
    throw notAuthorized('User is disabled.');
  }
  return user;
}
