export { createOrm } from './create-orm.ts';
export type { OrmOptions } from './create-orm.ts';
export { isReady, runMigrations } from './migrate.ts';
export { onceOnly } from './once-only.ts';
export { platformTables } from './platform-tables.ts';
export { IdempotencyKey, InboxEvent, OutboxEvent, platformEntities } from './platform.entity.ts';
export { createPostgresIdempotency } from './postgres-idempotency.ts';
export { createPostgresOutbox } from './postgres-outbox.ts';
export { recordEvent } from './record-event.ts';
