export { startPostgres } from './start-postgres.ts';
export type { EmbeddedPostgres, PostgresOptions } from './start-postgres.ts';
