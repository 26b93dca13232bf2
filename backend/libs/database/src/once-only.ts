import type { EntityManager } from '@mikro-orm/postgresql';
import { InboxEvent } from './platform.entity.ts';

/**
 * Does a consumer's work for an event once: work and inbox row are committed together. Returns false, and does nothing,
 * when the event was dealt with before; a copy that is being dealt with right now is waited for.
 */
export async function onceOnly(
  em: EntityManager,
  consumer: string,
  eventId: string,
  work: (em: EntityManager) => Promise<void>,
): Promise<boolean> {
  // `clear` keeps entities that the caller loaded earlier, perhaps stale by now, out of the work.
  return em.fork({ clear: true }).transactional(async (transaction) => {
    const inserted = await transaction
      .createQueryBuilder(InboxEvent)
      .insert({ consumer, eventId, handledAt: new Date() })
      .onConflict(['consumer', 'eventId'])
      .ignore()
      .execute('run');
    if (inserted.affectedRows === 0) {
      return false;
    }
    await work(transaction);
    return true;
  });
}
