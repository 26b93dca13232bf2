import type { z } from 'zod';
import type { DescribedNotification } from './describe-notifications.query.ts';
import type { Notification } from './history.schema.ts';

/** A notification as the API shows it. */
export function presentNotification(
  { item, actor, post }: DescribedNotification,
  readUpTo: string | undefined,
): z.input<typeof Notification> {
  return {
    id: item.id,
    kind: item.kind,
    createdAt: item.createdAt,
    isRead: readUpTo !== undefined && item.id <= readUpTo,
    actor: {
      id: actor.id,
      handle: actor.handle,
      name: actor.name,
      avatarUrl: actor.avatarUrl === '' ? null : actor.avatarUrl,
    },
    post: post ? { id: post.id, thumbnailUrl: post.thumbnailUrl, thumbnailAlt: post.thumbnailAlt } : null,
  };
}
