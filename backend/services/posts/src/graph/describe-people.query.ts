import { personColumns } from '../reading/post-rows.query.ts';
import { defineStatement } from '../reading/reader.ts';
import type { PersonRow } from '../reading/rows.ts';
import type { Scope } from '../scope.ts';

const statement = defineStatement<PersonRow>(
  'people-by-id',
  `select ${personColumns('p')} from people p where p.id = any($1::uuid[])`,
);

/** People by id, in no order; unknown ids are left out. */
export async function describePeople(scope: Pick<Scope, 'reader'>, personIds: readonly string[]): Promise<PersonRow[]> {
  return scope.reader.rows(statement, [personIds]);
}
