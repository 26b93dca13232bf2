import type { Actor } from '@tintype/http';
import type { SessionRecord } from './sessions.gateway.ts';

/** A session as its owner sees it. */
export function presentSession(session: SessionRecord, actor: Actor) {
  return {
    id: session.sessionId,
    device: session.device,
    createdAt: session.createdAt,
    lastSeenAt: session.lastSeenAt,
    isCurrent: session.tokenFamily === actor.tokenFamily,
  };
}
