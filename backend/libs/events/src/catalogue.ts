import { z } from 'zod';

const id = z.uuid();
const audience = z.enum(['public', 'followers', 'private']);

/**
 * Every event there is: a fact in the past tense, with ids and never with private text. Handles and names are public.
 * Published and consumed payloads are checked against these.
 */
export const catalogue = {
  'user.registered': z.strictObject({ userId: id, handle: z.string(), name: z.string() }),
  'user.deleted': z.strictObject({ userId: id }),
  /** One sign-in (`tokenFamily`) or, without it, every sign-in of the person before `before`. */
  'session.revoked': z.strictObject({ userId: id, tokenFamily: z.string().optional(), before: z.iso.datetime() }),
  'post.published': z.strictObject({ postId: id, authorId: id, visibility: audience }),
  'post.deleted': z.strictObject({ postId: id, authorId: id, photoIds: z.array(id) }),
  'post.visibility_changed': z.strictObject({ postId: id, authorId: id, visibility: audience, photoIds: z.array(id) }),
  'post.liked': z.strictObject({ postId: id, authorId: id, actorId: id }),
  'comment.added': z.strictObject({ commentId: id, postId: id, authorId: id, actorId: id }),
  'follow.accepted': z.strictObject({ followerId: id, followeeId: id }),
  'follow.ended': z.strictObject({ followerId: id, followeeId: id }),
  /** What keeps photos alive besides posts: an album, an avatar. `photoIds` are those no longer kept by it. */
  'photos.released': z.strictObject({ claim: z.string(), photoIds: z.array(id) }),
  'photo.deleted': z.strictObject({ photoId: id, ownerId: id }),
  'notification.created': z.strictObject({ notificationId: id, userId: id }),
} as const;

export type EventName = keyof typeof catalogue;
export type EventPayload<N extends EventName> = z.output<(typeof catalogue)[N]>;

/** An event on its way. `id` is a UUIDv7; consumers remember it and let an event that comes again pass. */
export interface EventEnvelope<N extends EventName = EventName> {
  readonly id: string;
  readonly name: N;
  readonly at: string;
  readonly requestId: string;
  readonly payload: EventPayload<N>;
}

/** An envelope for each name, so that `switch (event.name)` narrows the payload. */
export type AnyEvent = { [N in EventName]: EventEnvelope<N> }[EventName];
