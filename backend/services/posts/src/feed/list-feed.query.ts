import { postRows } from '../reading/post-rows.query.ts';
import { definePages, newestFirst } from '../reading/reader.ts';
import type { PostRow } from '../reading/rows.ts';
import { follows, relationInFeed } from '../reading/visibility.ts';
import type { Scope } from '../scope.ts';

/**
 * The statement behind a page of the home feed. The primary key of feed_items is read backwards from the cursor; nothing
 * is sorted or counted. The range is written as one over both columns, so that no other index can give this order:
 * Postgres would take the one on post_id, and read past everybody else's items, where it thinks the viewer has many.
 * What was put there is checked again as it is read: a post may have become private and a follow may have ended since.
 */
export const feedPage = definePages<PostRow>('feed', (limit) =>
  postRows(
    `
    select p.* from feed_items item join posts p on p.id = item.post_id
    where (item.viewer_id, item.post_id) < ($1, $2) and item.viewer_id >= $1
      and (p.author_id = $1 or (p.visibility <> 'private' and ${follows('$1', 'p.author_id')}))
    order by item.viewer_id desc, item.post_id desc limit ${limit}`,
    relationInFeed,
  ),
);

const discover = definePages<PostRow>('discover', (limit) =>
  postRows(`
    select p.* from posts p where p.visibility = 'public' and p.id < $2
    order by p.id desc limit ${limit}`),
);

/** A page of the home feed, newest first, at least one more than asked for if there are. */
export async function listFeed(
  scope: Scope,
  viewerId: string,
  input: { limit: number; cursor: string | undefined },
): Promise<PostRow[]> {
  return scope.reader.rows(feedPage(input.limit), [viewerId, input.cursor ?? newestFirst]);
}

/** A page of the newest public posts. */
export async function listDiscover(
  scope: Scope,
  viewerId: string | undefined,
  input: { limit: number; cursor: string | undefined },
): Promise<PostRow[]> {
  return scope.reader.rows(discover(input.limit), [viewerId ?? null, input.cursor ?? newestFirst]);
}
