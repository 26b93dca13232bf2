import { defineRoutes, readCursor } from '@tintype/http';
import type { Scope } from '../scope.ts';
import { ListNotifications, MarkNotificationsRead } from './history.schema.ts';
import { listNotifications } from './list-notifications.query.ts';
import { markRead } from './mark-read.command.ts';
import { presentNotification } from './notification.presenter.ts';

export const historyRoutes = defineRoutes<Scope>((routes) => {
  routes.add(ListNotifications, async ({ scope, actor, query }) => {
    const page = await listNotifications(scope, actor.id, { limit: query.limit, cursor: readCursor(query.cursor) });
    return {
      items: page.items.map((item) => presentNotification(item, page.readUpTo)),
      next: page.next,
      unread: page.unread,
    };
  });
  routes.add(MarkNotificationsRead, async ({ scope, actor, body }) => markRead(scope, actor.id, body.upTo));
});
