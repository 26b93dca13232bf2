import { isAppError } from '@tintype/errors';
import { errors } from '../errors.ts';
import type { Scope } from '../scope.ts';
import { endSession } from './end-session.command.ts';
import { granted } from './grant.ts';
import type { Granted } from './grant.ts';
import type { RefreshCookie } from './refresh-cookie.ts';
import type { SessionRecord } from './sessions.gateway.ts';

/** How long the previous cookie is still answered with the current one: two tabs at once, or an answer that got lost. */
const graceMilliseconds = 60_000;

/**
 * Gives a new access token for a refresh cookie and moves the cookie on. A cookie that was moved on from earlier than a
 * minute ago is a copy in the wrong hands: the session ends for both. Throws 401 when the session is over.
 */
export async function refreshSession(scope: Scope, value: string | undefined): Promise<Granted> {
  const cookie = scope.cookies.read(value);
  const session = cookie && (await scope.sessions.find(cookie.personId, cookie.sessionId));
  if (!cookie || !session) {
    throw errors.sessionOver();
  }
  const refreshes = await moveOn(scope, cookie, session);
  const account = await scope.accounts.find(cookie.personId);
  if (!account) {
    throw errors.sessionOver();
  }
  const tokens = await newTokens(scope, cookie, session);
  const renewed = scope.cookies.write({ ...cookie, refreshes });
  return granted(renewed, { ...tokens, refreshToken: cookie.refreshToken }, account, session.sessionId);
}

async function moveOn(scope: Scope, cookie: RefreshCookie, session: SessionRecord): Promise<number> {
  if (cookie.refreshes === session.refreshes) {
    await scope.sessions.countRefresh(session);
    // Also when another tab was quicker by a moment: both are now at the same count.
    return session.refreshes + 1;
  }
  const isPrevious = cookie.refreshes === session.refreshes - 1;
  if (isPrevious && Date.now() - Date.parse(session.lastSeenAt) < graceMilliseconds) {
    return session.refreshes;
  }
  await endSession(scope, session, cookie.refreshToken);
  throw errors.sessionOver();
}

async function newTokens(scope: Scope, cookie: RefreshCookie, session: SessionRecord) {
  try {
    const tokens = await scope.userPool.refresh(cookie.refreshToken);
    // The mac covers everything but Cognito's token: that of another sign-in would outlive the end of this session.
    if (tokens.tokenFamily !== session.tokenFamily) {
      throw errors.sessionOver();
    }
    return tokens;
  } catch (error) {
    throw isAppError(error) && error.status === 401 ? errors.sessionOver() : error;
  }
}
