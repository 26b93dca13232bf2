import type { EventTransport } from '@tintype/events';
import { accountEvents, handleAccounts } from './accounts/accounts.consumer.ts';
import type { Dependencies } from './dependencies.ts';
import { fanOutEvents, handleFanOut } from './fan-out/fan-out.consumer.ts';
import { presentNotification } from './history/notification.presenter.ts';
import { showNotification } from './history/show-notification.query.ts';

/** Which events the service reacts to. */
export async function subscribe({ scope, connections }: Dependencies, transport: EventTransport): Promise<void> {
  await transport.subscribe({ consumer: 'notifications.fan-out', events: fanOutEvents, handle: handleFanOut(scope) });
  await transport.subscribe({
    consumer: 'notifications.accounts',
    events: accountEvents,
    handle: handleAccounts(scope),
  });
  await transport.listen(['notification.created'], async ({ payload: { userId, notificationId } }) => {
    // Most people have no socket on this replica; for them nothing is looked up.
    const found = connections.has(userId) && (await showNotification(scope, userId, notificationId));
    if (found) {
      connections.send(userId, {
        type: 'notification',
        notification: presentNotification(found.shown, found.readUpTo),
        unread: found.unread,
      });
    }
  });
}
