import { z } from 'zod';
import type { Endpoint } from '@tintype/http';
import { Id, Instant, PageQuery, pageOf } from '@tintype/http/schema';

const NotificationKind = z
  .enum(['post_published', 'followed', 'post_liked', 'comment_added'])
  .meta({ id: 'NotificationKind' });

const NotificationActor = z
  .object({ id: Id, handle: z.string(), name: z.string(), avatarUrl: z.string().nullable() })
  .meta({ id: 'NotificationActor' });

export const Notification = z
  .object({
    id: Id,
    kind: NotificationKind,
    createdAt: Instant,
    isRead: z.boolean(),
    actor: NotificationActor,
    post: z.object({ id: Id, thumbnailUrl: z.string(), thumbnailAlt: z.string() }).nullable(),
  })
  .meta({ id: 'Notification' });

export const ListNotifications = {
  id: 'listNotifications',
  summary: 'What happened, newest first; what may not be seen any more is left out',
  method: 'get',
  path: '/api/notifications',
  auth: 'required',
  query: PageQuery,
  response: pageOf(Notification).extend({ unread: z.int().meta({ description: 'At most 100 are counted' }) }),
  status: 200,
  etag: true,
} as const satisfies Endpoint;

export const MarkNotificationsRead = {
  id: 'markNotificationsRead',
  summary: 'Mark everything up to a notification as read; without one, everything',
  method: 'post',
  path: '/api/notifications/read',
  auth: 'required',
  repeatable: true,
  body: z.strictObject({ upTo: Id.optional() }),
  status: 204,
} as const satisfies Endpoint;
