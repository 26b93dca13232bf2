import type { MikroORM, Transaction } from '@mikro-orm/postgresql';
import { isAppError } from '@tintype/errors';

type Run = <Row = unknown>(sql: string) => Promise<Row[]>;

/**
 * Does something to the database that only one may do at a time. Whoever comes second waits for the first, which holds an
 * advisory lock as long as its transaction lasts, also when it dies half way.
 */
export async function alone<Result>(
  orm: MikroORM,
  work: (run: Run, transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  const connection = orm.em.getConnection();
  return connection.transactional(async (transaction) => {
    const run: Run = (sql) => connection.execute(sql, [], 'all', transaction);
    // It may take longer than any request may.
    await run(`set local statement_timeout = 0`);
    await run(`select pg_advisory_xact_lock(hashtext('tintype.migrations'))`);
    return work(run, transaction);
  });
}

/** Brings the database up to date; answers the names of the migrations it lacked. */
export async function runMigrations(orm: MikroORM): Promise<string[]> {
  const done = await alone(orm, (_run, transaction) => orm.migrator.up({ transaction }));
  return done.map(({ name }) => name);
}

/** Throws while the database lacks migrations that this version needs. Changes nothing, and needs no right to. */
export async function assertMigrated(orm: MikroORM): Promise<void> {
  const [found] = await orm.em.execute<{ table: string | null }[]>(
    `select to_regclass('mikro_orm_migrations')::text as table`,
  );
  // Asked for pending migrations, the migrator would create its table.
  const pending = found?.table ? (await orm.migrator.getPending()).map(({ name }) => name) : ['all of them'];
  if (pending.length > 0) {
    throw new Error(`Migrations are pending: ${pending.join(', ')}. Run the migrate task of this version.`);
  }
}

// The driver's own codes for a server that is away or still starting, and Postgres' for the same.
const awayCodes = /^(ECONN\w+|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|53300|57P0[123]|08...)$/;

/** Whether a failure says that the database is not there yet, and not that it refuses. */
export function isAway(error: unknown): boolean {
  const reason: unknown = isAppError(error) ? error.cause : error;
  // A connection that was not made in time has no code.
  const code = reason instanceof Error && 'code' in reason ? String(reason.code) : 'ETIMEDOUT';
  return awayCodes.test(code);
}

/** Whether the database answers. */
export async function isReady(orm: MikroORM): Promise<boolean> {
  return orm.isConnected();
}
