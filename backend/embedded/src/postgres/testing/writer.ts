// Starts Postgres in the directory of the first argument and writes rows until it is killed. Every line that it prints
// is a row which Postgres has acknowledged.
import pg from 'pg';
import { startPostgres } from '../start-postgres.ts';

const [dataDirectory = ''] = process.argv.slice(2);
const postgres = await startPostgres({ dataDirectory });
await postgres.ensureDatabase('crash');
const client = new pg.Client({ connectionString: postgres.url('crash') });
await client.connect();
await client.query('create table if not exists rows (id integer primary key)');
process.stdout.write('ready\n');
for (let id = 1; ; id += 1) {
  await client.query('insert into rows values ($1)', [id]);
  process.stdout.write(`${id}\n`);
}
