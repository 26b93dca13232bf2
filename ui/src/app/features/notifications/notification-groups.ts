import type { Notification } from '../../core/api/generated/models/notification';
import type { NotificationActor } from '../../core/api/generated/models/notification-actor';
import type { NotificationKind } from '../../core/api/generated/models/notification-kind';

/** Notifications that say the same thing, as one: who did it, to which post, and when last. */
export interface NotificationGroup {
  readonly id: string;
  readonly kind: NotificationKind;
  readonly isRead: boolean;
  readonly createdAt: string;
  readonly actors: readonly NotificationActor[];
  readonly post: Notification['post'];
}

/** Joins what happened to the same post on the same day. The order of the newest of each is kept. */
export function groupNotifications(notifications: readonly Notification[]): readonly NotificationGroup[] {
  const groups = new Map<string, NotificationGroup & { actors: NotificationActor[] }>();
  for (const { id, kind, isRead, createdAt, actor, post } of notifications) {
    const subject = kind === 'post_published' ? id : (post?.id ?? '');
    const key = [kind, subject, new Date(createdAt).toDateString(), isRead].join('|');
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { id, kind, isRead, createdAt, actors: [actor], post });
    } else if (!group.actors.some((known) => known.id === actor.id)) {
      group.actors.push(actor);
    }
  }
  return [...groups.values()];
}

/** "Ada", "Ada and Ben", "Ada and 4 others". */
export function namesOf(actors: readonly NotificationActor[]): string {
  const [first, second] = actors;
  if (!first) {
    return '';
  }
  if (!second) {
    return first.name;
  }
  return actors.length === 2
    ? $localize`${first.name}:first: and ${second.name}:second:`
    : $localize`${first.name}:first: and ${actors.length - 1}:count: others`;
}

/** What they did. */
export function deedOf(kind: NotificationKind): string {
  switch (kind) {
    case 'post_liked': {
      return $localize`liked your photo`;
    }
    case 'comment_added': {
      return $localize`commented on your photo`;
    }
    case 'followed': {
      return $localize`started to follow you`;
    }
    case 'post_published': {
      return $localize`shared new photos`;
    }
  }
}

/** Reads a pushed notification; anything of another shape is left alone. */
export function readNotification(value: unknown): Notification | null {
  return typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    'kind' in value &&
    'createdAt' in value &&
    'actor' in value &&
    'post' in value
    ? (value as Notification)
    : null;
}
