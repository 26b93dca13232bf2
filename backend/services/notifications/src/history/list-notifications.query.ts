import type { Scope } from '../scope.ts';
import { describeNotifications } from './describe-notifications.query.ts';
import type { DescribedNotification } from './describe-notifications.query.ts';
import type { NotificationItem } from './notification.entity.ts';

/** A page of somebody's history, with what is needed to tell read from unread. */
export interface NotificationPage {
  readonly items: readonly DescribedNotification[];
  readonly next: string | null;
  readonly unread: number;
  readonly readUpTo: string | undefined;
}

const countedUnread = 100;

// Hidden notifications leave gaps in a page. They are filled from what follows, but not without end: somebody with
// thousands of them gets a shorter page and a cursor.
const rounds = 4;

/** A person's notifications, newest first, without those that may not be seen any more. */
export async function listNotifications(
  scope: Scope,
  personId: string,
  page: { limit: number; cursor: string | undefined },
): Promise<NotificationPage> {
  const readUpTo = await scope.history.readUpTo(personId);
  const batch = page.limit + 1;
  const [unread, first] = await Promise.all([
    scope.history.page(personId, { after: readUpTo, limit: countedUnread }),
    scope.history.page(personId, { before: page.cursor, limit: batch }),
  ]);
  let described = await describeNotifications(scope, personId, [...unread, ...first]);
  const unreadCount = unread.filter((item) => described.has(item.id)).length;

  const shown: DescribedNotification[] = [];
  let rows: readonly NotificationItem[] = first;
  let last: NotificationItem | undefined;
  for (let round = 1; ; round += 1) {
    shown.push(...rows.flatMap((item) => described.get(item.id) ?? []));
    last = rows.at(-1);
    if (rows.length < batch || shown.length > page.limit || round === rounds) {
      break;
    }
    rows = await scope.history.page(personId, { before: last?.id, limit: batch });
    described = await describeNotifications(scope, personId, rows);
  }
  const items = shown.slice(0, page.limit);
  const goesOn = shown.length > page.limit ? items.at(-1)?.item.id : rows.length < batch ? undefined : last?.id;
  return { items, next: goesOn ?? null, unread: unreadCount, readUpTo };
}
