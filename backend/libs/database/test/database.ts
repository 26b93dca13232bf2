import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Migration } from '@mikro-orm/migrations';
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { EmbeddedPostgres } from '../../../embedded/src/postgres/index.ts';
import { startPostgres } from '../../../embedded/src/postgres/index.ts';
import { createOrm, platformTables, runMigrations } from '../src/index.ts';
import { poolOf } from '../src/postgres-outbox.ts';

/** Something a service might keep, to see that it and its event share a transaction. */
export const Note = defineEntity({ name: 'Note', tableName: 'notes', properties: { id: p.uuid().primary() } });

class FirstMigration extends Migration {
  override up(): void {
    for (const statement of [...platformTables, 'create table notes (id uuid primary key)']) {
      this.addSql(statement);
    }
  }
}

/** A Postgres of its own for one test file. */
export interface TestDatabase {
  readonly postgres: EmbeddedPostgres;
  readonly orm: MikroORM;
  /** Another replica's connection to the same database. */
  connect(options?: { maxConnections?: number }): Promise<MikroORM>;
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  truncate(): Promise<void>;
  close(): Promise<void>;
}

/** Starts Postgres with the tables of the platform and `notes`; migrated unless told. */
export async function startDatabase(options: { migrate?: boolean } = {}): Promise<TestDatabase> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'tintype-database-'));
  const postgres = await startPostgres({ dataDirectory });
  await postgres.ensureDatabase('test');
  const orms: MikroORM[] = [];

  async function connect({ maxConnections = 5 }: { maxConnections?: number } = {}): Promise<MikroORM> {
    const orm = await createOrm({
      url: postgres.url('test'),
      entities: [Note],
      migrations: { list: [{ name: 'FirstMigration', class: FirstMigration }] },
      maxConnections,
    });
    orms.push(orm);
    return orm;
  }

  const orm = await connect();
  if (options.migrate ?? true) {
    await runMigrations(orm);
  }
  const query: TestDatabase['query'] = async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
    (await (await poolOf(orm)).query<Row>(sql, [...values])).rows;
  return {
    postgres,
    orm,
    connect,
    query,
    truncate: async () => void (await query('truncate outbox, inbox, idempotency_keys, notes')),
    async close() {
      await Promise.all(orms.map((each) => each.close(true)));
      await postgres.stop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}
