import type { Channel } from '../channels/channel.entity.ts';
import type { NotificationItem } from '../history/notification.entity.ts';
import type { Scope } from '../scope.ts';

/**
 * Tells one person of one event: in their history, over their open sockets, and by mail to the channels given. Whether
 * a pending channel was confirmed meanwhile is looked at when the mail is sent. Doing it again changes nothing.
 */
export async function notifyPerson(scope: Scope, item: NotificationItem, channels: readonly Channel[]): Promise<void> {
  if (item.personId === item.actorId) {
    return;
  }
  const isNew = await scope.history.add(item);
  for (const channel of channels) {
    await scope.mails.add({
      eventId: item.id,
      personId: item.personId,
      channelId: channel.id,
      kind: item.kind,
      actorId: item.actorId,
      ...(item.postId !== undefined && { postId: item.postId }),
    });
  }
  if (channels.length > 0) {
    scope.wakeMailer();
  }
  if (isNew) {
    scope.announce(item.personId, item.id);
  }
}
