export { startPostgres } from './start-postgres.ts';
export type { EmbeddedPostgres } from './start-postgres.ts';
