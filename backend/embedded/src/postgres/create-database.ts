import pg from 'pg';
import { errorCode } from './error-code.ts';

const databaseName = /^[a-z_][a-z0-9_]{0,62}$/;
// Somebody else created it between the question and the command: duplicate_database, unique_violation.
const existsCodes = new Set<unknown>(['42P04', '23505']);

/** Creates a database unless it is there. */
export async function createDatabase(adminUrl: string, name: string): Promise<void> {
  if (!databaseName.test(name)) {
    throw new Error(`"${name}" cannot be the name of a database. Use small letters, digits and underscores.`);
  }
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      await client.query(`create database "${name}"`);
    }
  } catch (error) {
    if (!existsCodes.has(errorCode(error))) {
      throw error;
    }
  } finally {
    await client.end();
  }
}
