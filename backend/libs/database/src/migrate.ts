import type { MikroORM } from '@mikro-orm/postgresql';

/**
 * Brings the database up to date. Replicas that start together wait for the first: it holds an advisory lock as long
 * as its transaction lasts, also when it dies half way.
 */
export async function runMigrations(orm: MikroORM): Promise<void> {
  const connection = orm.em.getConnection();
  await connection.transactional(async (transaction) => {
    // A migration may take longer than any request may.
    await connection.execute(`set local statement_timeout = 0`, [], 'run', transaction);
    await connection.execute(`select pg_advisory_xact_lock(hashtext('tintype.migrations'))`, [], 'all', transaction);
    await orm.migrator.up({ transaction });
  });
}

/** Whether the database answers. */
export async function isReady(orm: MikroORM): Promise<boolean> {
  return orm.isConnected();
}
