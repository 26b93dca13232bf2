import type { Actor } from '@tintype/http';
import type { Scope } from '../scope.ts';
import type { SessionRecord } from './sessions.gateway.ts';

/** The devices of a person, the one last seen first. */
export async function listSessions(scope: Scope, actor: Actor): Promise<SessionRecord[]> {
  const sessions = await scope.sessions.list(actor.id);
  return sessions.sort((a, b) => b.lastSeenAt.localeCompare(a.lastSeenAt));
}
