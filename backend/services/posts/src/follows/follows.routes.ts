import { defineRoutes, readCursor, toPage } from '@tintype/http';
import { presentListedPerson } from '../reading/person.presenter.ts';
import type { Scope } from '../scope.ts';
import { followPerson } from './follow-person.command.ts';
import { Follow, ListFollowers, ListFollowing, Unfollow } from './follows.schema.ts';
import { listFollowers, listFollowing } from './list-follows.query.ts';
import { unfollowPerson } from './unfollow-person.command.ts';

export const followRoutes = defineRoutes<Scope>((routes) => {
  routes.add(Follow, async ({ scope, actor, params }) => {
    await followPerson(scope, actor, params.handle);
    return { state: 'following' as const };
  });

  routes.add(Unfollow, async ({ scope, actor, params }) => unfollowPerson(scope, actor, params.handle));

  routes.add(ListFollowers, async ({ scope, actor, params, query }) => {
    const input = { handle: params.handle, limit: query.limit, cursor: readCursor(query.cursor) };
    const rows = await listFollowers(scope, actor?.id, input);
    return toPage(rows, query.limit, (row) => row.followId, (row) => presentListedPerson(row, scope.mediaUrls)); // prettier-ignore
  });

  routes.add(ListFollowing, async ({ scope, actor, params, query }) => {
    const input = { handle: params.handle, limit: query.limit, cursor: readCursor(query.cursor) };
    const rows = await listFollowing(scope, actor?.id, input);
    return toPage(rows, query.limit, (row) => row.followId, (row) => presentListedPerson(row, scope.mediaUrls)); // prettier-ignore
  });
});
