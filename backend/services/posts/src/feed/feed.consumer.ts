import type { EventHandler } from '@tintype/events';
import type { Dependencies } from '../dependencies.ts';
import { addRecentPosts, removePosts } from './feed-item.entity.ts';
import { fanOutPost } from './fan-out-post.command.ts';

/** Events that change who has which post in their feed. */
export const feedEvents = ['post.published', 'post.visibility_changed', 'follow.accepted', 'follow.ended'] as const;

/**
 * Keeps the feeds. No inbox here: every step says what should be in a feed by what the tables hold now, so an event that
 * comes again, late or out of order leads to the same feed.
 */
export function keepFeeds(dependencies: Pick<Dependencies, 'orm'>): EventHandler<(typeof feedEvents)[number]> {
  return async (event) => {
    const em = dependencies.orm.em.fork();
    switch (event.name) {
      case 'post.published':
      case 'post.visibility_changed':
        return fanOutPost(em, event.payload.postId);
      case 'follow.accepted':
        // Once more than when following: a post published at that very moment saw no follower, and was not seen either.
        return addRecentPosts(em, event.payload);
      case 'follow.ended':
        return removePosts(em, event.payload);
    }
  };
}
