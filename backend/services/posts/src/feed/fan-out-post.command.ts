import type { EntityManager } from '@mikro-orm/postgresql';
import { oldestFirst } from '../reading/reader.ts';

const batchSize = 1000;

// The follows are locked against being ended meanwhile: whoever unfollows waits for this batch and then removes what it
// added. A post that is private by now, or gone, has no batch.
const batch = `
  with batch as (
    select f.id, f.follower_id from posts p join follows f on f.followee_id = p.author_id
    where p.id = ? and p.visibility <> 'private' and f.id > ?
    order by f.id limit ${batchSize} for key share of f
  ), added as (
    insert into feed_items (viewer_id, post_id) select follower_id, ? from batch on conflict do nothing
  )
  select count(*)::int as size, (select id from batch order by id desc limit 1) as last from batch`;

/**
 * Puts a post into the feed of every follower of its author. Each batch is committed by itself, so that a post with very
 * many followers holds no lock for long; what a batch added before a crash is left as it is by the next try.
 */
export async function fanOutPost(em: EntityManager, postId: string): Promise<void> {
  let after: string = oldestFirst;
  for (;;) {
    const [result] = await em.execute<{ size: number; last: string | null }[]>(batch, [postId, after, postId]);
    if (!result || result.last === null || result.size < batchSize) {
      return;
    }
    after = result.last;
  }
}
