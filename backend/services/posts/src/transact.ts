import { DeadlockException, ForeignKeyConstraintViolationException } from '@mikro-orm/postgresql';
import type { EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '@tintype/errors';
import type { Scope } from './scope.ts';

const tries = 3;

/**
 * Does the work of a command in one transaction, and wakes the relay when it is committed. What it refers to may be deleted
 * meanwhile: that is 404. A deadlock is tried again.
 */
export async function transact<T>(
  scope: Pick<Scope, 'em' | 'wakeRelay'>,
  work: (em: EntityManager) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const result = await scope.em.fork().transactional(work);
      scope.wakeRelay();
      return result;
    } catch (error) {
      if (error instanceof ForeignKeyConstraintViolationException) {
        throw notFound();
      }
      if (!(error instanceof DeadlockException) || attempt === tries) {
        throw error;
      }
    }
  }
}
