import type { PersonCard, PostCard } from '../graph.gateway.ts';
import type { Scope } from '../scope.ts';
import type { NotificationItem } from './notification.entity.ts';

/** A notification that the viewer may see now, with whom and what it is about. */
export interface DescribedNotification {
  readonly item: NotificationItem;
  readonly actor: PersonCard;
  readonly post: PostCard | undefined;
}

/**
 * Looks up whom and what notifications are about, people and posts in one call each. By id; left out is what the viewer
 * may not see any more and what was done by people who have left.
 */
export async function describeNotifications(
  scope: Pick<Scope, 'graph'>,
  viewerId: string,
  items: readonly NotificationItem[],
): Promise<ReadonlyMap<string, DescribedNotification>> {
  const postIds = items.flatMap((item) => item.postId ?? []);
  const [people, posts] = await Promise.all([
    scope.graph.people(items.map((item) => item.actorId)),
    scope.graph.posts(viewerId, postIds),
  ]);
  const described = items.flatMap((item): DescribedNotification[] => {
    const actor = people.get(item.actorId);
    const post = item.postId === undefined ? undefined : posts.get(item.postId);
    const isHidden = actor === undefined || (item.postId !== undefined && post === undefined);
    return isHidden ? [] : [{ item, actor, post }];
  });
  return new Map(described.map((one) => [one.item.id, one]));
}
