import type { EventHandler } from '@tintype/events';
import type { Scope } from '../scope.ts';
import { notifyFollowers } from './notify-followers.command.ts';
import { notifyPerson } from './notify-person.command.ts';

/** The events that somebody is told of. */
export const fanOutEvents = ['post.published', 'post.liked', 'comment.added', 'follow.accepted'] as const;

// Who likes, takes it back and likes again is heard of once; who follows again, once a day.
const likeDays = 180;
const followDays = 1;

/** Tells those whom an event concerns. */
export function handleFanOut(scope: Scope): EventHandler<(typeof fanOutEvents)[number]> {
  return async (event) => {
    const { id, at } = event;
    switch (event.name) {
      case 'post.published': {
        const { postId, authorId, visibility } = event.payload;
        if (visibility !== 'private') {
          await notifyFollowers(scope, { eventId: id, at, postId, authorId });
        }
        return;
      }
      case 'post.liked': {
        const { postId, authorId, actorId } = event.payload;
        if (
          authorId !== actorId &&
          (await scope.history.claimOnce(authorId, `like#${postId}#${actorId}`, id, likeDays))
        ) {
          await notifyPerson(scope, { id, personId: authorId, kind: 'post_liked', actorId, postId, createdAt: at }, []);
        }
        return;
      }
      case 'comment.added': {
        const { postId, authorId, actorId } = event.payload;
        await notifyPerson(
          scope,
          { id, personId: authorId, kind: 'comment_added', actorId, postId, createdAt: at },
          [],
        );
        return;
      }
      case 'follow.accepted': {
        const { followerId, followeeId } = event.payload;
        if (await scope.history.claimOnce(followeeId, `follow#${followerId}`, id, followDays)) {
          const { channels } = await scope.channels.load(followeeId);
          await notifyPerson(
            scope,
            { id, personId: followeeId, kind: 'followed', actorId: followerId, createdAt: at },
            channels,
          );
        }
        return;
      }
    }
  };
}
