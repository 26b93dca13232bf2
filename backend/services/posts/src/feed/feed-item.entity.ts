import { defineEntity, p } from '@mikro-orm/postgresql';
import type { EntityManager, InferEntity } from '@mikro-orm/postgresql';
import { Person } from '../people/person.entity.ts';
import { Post } from '../posts/post.entity.ts';

/** A post in somebody's home feed. The primary key is the order of the feed, its cursor, and what makes fan-out repeatable. */
export const FeedItem = defineEntity({
  name: 'FeedItem',
  tableName: 'feed_items',
  properties: {
    viewerId: () => p.manyToOne(Person).mapToPk().primary().fieldName('viewer_id').deleteRule('cascade').index(false),
    postId: () =>
      p.manyToOne(Post).mapToPk().primary().fieldName('post_id').deleteRule('cascade').index('feed_items_of_post'),
  },
});
export type FeedItem = InferEntity<typeof FeedItem>;

/** How many posts of somebody come into the feed when one begins to follow them. */
const recentPosts = 50;

/** Puts the recent posts of a followee into the follower's feed; nothing, if there is no such follow (any more). */
export async function addRecentPosts(
  em: EntityManager,
  follow: { followerId: string; followeeId: string },
): Promise<void> {
  await em.execute(
    `insert into feed_items (viewer_id, post_id)
     select f.follower_id, recent.id
     from (select * from follows where follower_id = ? and followee_id = ? for key share) f
     cross join lateral (
       select id from posts p where p.author_id = f.followee_id and p.visibility <> 'private' order by id desc limit ${recentPosts}
     ) recent
     on conflict do nothing`,
    [follow.followerId, follow.followeeId],
    'run',
  );
}

/** Takes the posts of somebody out of the feed of one who does not follow them (any more). */
export async function removePosts(
  em: EntityManager,
  follow: { followerId: string; followeeId: string },
): Promise<void> {
  await em.execute(
    `delete from feed_items item using posts p
     where item.viewer_id = ? and item.post_id = p.id and p.author_id = ?
       and not exists (select from follows f where f.follower_id = item.viewer_id and f.followee_id = p.author_id)`,
    [follow.followerId, follow.followeeId],
    'run',
  );
}
