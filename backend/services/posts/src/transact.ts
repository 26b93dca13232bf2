import type { EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '@tintype/errors';
import type { Scope } from './scope.ts';

const tries = 3;
const retried: readonly (string | undefined)[] = ['40P01', '40001'];

/**
 * Does the work of a command in one transaction, and wakes the relay when it is committed. What it refers to may be
 * deleted meanwhile: that is 404. A deadlock is tried again.
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
      if (sqlStateOf(error) === '23503') {
        throw notFound();
      }
      if (!retried.includes(sqlStateOf(error)) || attempt === tries) {
        throw error;
      }
    }
  }
}

// The SQLSTATE of what Postgres refused. Not by class: the ORM wraps the errors of some ways to run a statement only.
function sqlStateOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
