import type { Scope } from '../scope.ts';
import { describeNotifications } from './describe-notifications.query.ts';
import type { DescribedNotification } from './describe-notifications.query.ts';

const countedUnread = 100;

/** One notification as its owner may see it now, and how many are unread; undefined when there is nothing to show. */
export async function showNotification(
  scope: Scope,
  personId: string,
  notificationId: string,
): Promise<{ shown: DescribedNotification; unread: number; readUpTo: string | undefined } | undefined> {
  const [item, readUpTo] = await Promise.all([
    scope.history.find(personId, notificationId),
    scope.history.readUpTo(personId),
  ]);
  if (!item) {
    return undefined;
  }
  const unread = await scope.history.page(personId, { after: readUpTo, limit: countedUnread });
  const described = await describeNotifications(scope, personId, [item, ...unread]);
  const shown = described.get(item.id);
  return shown && { shown, unread: unread.filter(({ id }) => described.has(id)).length, readUpTo };
}
