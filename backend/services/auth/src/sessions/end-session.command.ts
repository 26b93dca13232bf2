import type { Actor } from '@tintype/http';
import { errors } from '../errors.ts';
import type { Scope } from '../scope.ts';
import type { SessionRecord } from './sessions.gateway.ts';

/** Ends a session everywhere: its access tokens within 5 s, its refreshes at once. */
export async function endSession(scope: Scope, session: SessionRecord, refreshToken?: string): Promise<void> {
  // The revocation first: once it is recorded, no crash can leave the tokens alive.
  await scope.revocations.record({ personId: session.personId, tokenFamily: session.tokenFamily, before: new Date() });
  await scope.sessions.remove(session.personId, session.sessionId);
  if (refreshToken !== undefined) {
    await scope.userPool.revoke(refreshToken);
  }
}

/** Signs this browser out; a cookie that is not valid is nothing to complain of. */
export async function signOut(scope: Scope, value: string | undefined): Promise<void> {
  const cookie = scope.cookies.read(value);
  const session = cookie && (await scope.sessions.find(cookie.personId, cookie.sessionId));
  if (cookie && session) {
    await endSession(scope, session, cookie.refreshToken);
  }
}

/** Signs one of one's own devices out. */
export async function revokeSession(scope: Scope, actor: Actor, sessionId: string): Promise<void> {
  const session = await scope.sessions.find(actor.id, sessionId);
  if (!session) {
    throw errors.sessionNotFound();
  }
  await endSession(scope, session);
}
