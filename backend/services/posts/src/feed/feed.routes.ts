import { defineRoutes, readCursor, toPage } from '@tintype/http';
import { presentPost } from '../reading/post.presenter.ts';
import type { Scope } from '../scope.ts';
import { Discover, GetFeed } from './feed.schema.ts';
import { listDiscover, listFeed } from './list-feed.query.ts';

export const feedRoutes = defineRoutes<Scope>((routes) => {
  routes.add(GetFeed, async ({ scope, actor, query }) => {
    const rows = await listFeed(scope, actor.id, { limit: query.limit, cursor: readCursor(query.cursor) });
    return toPage(rows, query.limit, (row) => row.id, (row) => presentPost(row, actor.id, scope.mediaUrls)); // prettier-ignore
  });

  routes.add(Discover, async ({ scope, actor, query }) => {
    const rows = await listDiscover(scope, actor?.id, { limit: query.limit, cursor: readCursor(query.cursor) });
    return toPage(rows, query.limit, (row) => row.id, (row) => presentPost(row, actor?.id, scope.mediaUrls)); // prettier-ignore
  });
});
