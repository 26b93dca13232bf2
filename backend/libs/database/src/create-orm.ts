import { checkServerIdentity } from 'node:tls';
import type { ConnectionOptions } from 'node:tls';
import { Migrator } from '@mikro-orm/migrations';
import type { AnyEntity, EntityClass, EntitySchema, MigrationObject, Options } from '@mikro-orm/postgresql';
import { MikroORM } from '@mikro-orm/postgresql';
import type { Pool, PoolConfig } from 'pg';
import { answerBusyWhenCancelled, answerBusyWhenExhausted } from './busy.ts';
import { platformEntities } from './platform.entity.ts';

export interface OrmOptions {
  readonly url: string;
  /** PEM texts of the authorities that may have signed the database's certificate; then it must have one for its host. */
  readonly certificates?: string | undefined;
  readonly entities: readonly (EntityClass<AnyEntity> | EntitySchema)[];
  /** The folder of the service's migrations, or the migrations themselves. */
  readonly migrations: { readonly path: string } | { readonly list: readonly MigrationObject[] };
  /** Shown by Postgres in pg_stat_activity. */
  readonly name?: string;
  readonly maxConnections?: number;
  /** How long to wait for a connection before answering 503; 1500 unless told. */
  readonly waitMilliseconds?: number;
  /** Prints every statement. */
  readonly debug?: boolean;
}

const acquireMilliseconds = 1_500;
const statementMilliseconds = 15_000;
let created = 0;

/** Connects a service to its database; the tables of outbox, inbox and idempotency keys come with it. */
export async function createOrm(options: OrmOptions): Promise<MikroORM> {
  const { migrations, name = 'tintype' } = options;
  created += 1;
  const orm = await MikroORM.init({
    clientUrl: options.url,
    entities: [...options.entities, ...platformEntities],
    extensions: [Migrator],
    migrations: {
      ...('path' in migrations ? { path: migrations.path } : { migrationsList: [...migrations.list] }),
      glob: '!(*.d|*.test).{js,ts}',
      snapshot: false,
      silent: true,
    },
    // Services may share a process: a transaction of one must never be taken for the context of another.
    contextName: `${name}-${created}`,
    ensureDatabase: false,
    forceUtcTimezone: true,
    debug: options.debug ?? false,
    pool: { min: 0, max: options.maxConnections ?? 10, idleTimeoutMillis: 30_000 },
    driverOptions: {
      application_name: name,
      statement_timeout: statementMilliseconds,
      connectionTimeoutMillis: options.waitMilliseconds ?? acquireMilliseconds,
      keepAlive: true,
      ...(options.certificates !== undefined && { ssl: verifiedTls(options.url, options.certificates) }),
      onPoolCreated: answerBusyWhenExhausted,
    } satisfies PoolConfig & { onPoolCreated: (pool: Pool) => void },
  } satisfies Options);
  answerBusyWhenCancelled(orm);
  return orm;
}

function verifiedTls(url: string, certificates: string): ConnectionOptions {
  const { hostname } = new URL(url);
  return {
    ca: certificates,
    rejectUnauthorized: true,
    // Said here because the driver gives Node no name to check where the host is an address.
    checkServerIdentity: (_name, certificate) => checkServerIdentity(decodeURIComponent(hostname), certificate),
  };
}
