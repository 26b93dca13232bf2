import type { MikroORM } from '@mikro-orm/postgresql';
import { alone } from './migrate.ts';
import { scramVerifier } from './scram.ts';

const roleName = /^[a-z_][a-z0-9_]{0,62}$/;

/**
 * Creates or updates the role that a service works as: it reads and writes rows of the tables there are and will be, and
 * nothing else. For the owner of the database, after the migrations.
 */
export async function prepareServiceRole(
  orm: MikroORM,
  { username, password }: { username: string; password: string },
): Promise<void> {
  if (!roleName.test(username)) {
    throw new Error('The name of the role may have small letters, digits and underscores only.');
  }
  await alone(orm, async (run) => {
    const [found] = await run<{ owner: string; database: string; exists: boolean; isMore: boolean | null }>(
      `select current_user::text as owner, quote_ident(current_database()) as database, r.oid is not null as exists,
              r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolreplication or r.rolbypassrls
                or r.rolname = current_user or exists (select from pg_auth_members where member = r.oid) as "isMore"
         from (select) as nothing left join pg_roles r on r.rolname = '${username}'`,
    );
    if (!found || found.isMore === true) {
      throw new Error(`${username} is a role with rights of its own. Choose another name for the service's.`);
    }
    const database = `on database ${found.database}`;
    const tables = 'on all tables in schema public';
    const sequences = 'on all sequences in schema public';
    const ofNewOnes = 'alter default privileges in schema public grant';
    for (const statement of [
      `${found.exists ? 'alter' : 'create'} role ${username} with login password '${scramVerifier(password)}'`,
      // What everybody may by default: schemas and temporary tables.
      `revoke all ${database} from public, ${username}`,
      `grant connect ${database} to ${username}`,
      `revoke all on schema public from public, ${username}`,
      `grant usage on schema public to ${username}`,
      `revoke all ${tables} from ${username}`,
      `grant select, insert, update, delete ${tables} to ${username}`,
      `revoke insert, update, delete on mikro_orm_migrations from ${username}`,
      `revoke all ${sequences} from ${username}`,
      `grant usage, select ${sequences} to ${username}`,
      `${ofNewOnes} select, insert, update, delete on tables to ${username}`,
      `${ofNewOnes} usage, select on sequences to ${username}`,
    ]) {
      await run(statement);
    }
  });
}
