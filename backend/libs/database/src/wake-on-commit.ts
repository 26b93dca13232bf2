import type { EventArgs, EventSubscriber, MikroORM } from '@mikro-orm/postgresql';
import { OutboxEvent } from './platform.entity.ts';

// Commits of other transactions shortly after a recorded event wake too; a look at an empty outbox costs little,
// and telling transactions apart would cost more.
const recentMilliseconds = 5_000;

/** Wakes the relay when events were committed, so that they travel at once and the poll is only the safety net. */
export function wakeOnCommit(orm: MikroORM, relay: { wake(): void }): void {
  let recordedAt = -Infinity;
  const subscriber: EventSubscriber = {
    getSubscribedEntities: () => [],
    afterCreate({ meta }: EventArgs<object>) {
      if (meta.class === OutboxEvent.meta.class) {
        recordedAt = performance.now();
      }
    },
    afterTransactionCommit() {
      if (performance.now() - recordedAt < recentMilliseconds) {
        relay.wake();
      }
    },
  };
  orm.em.getEventManager().registerSubscriber(subscriber);
}
