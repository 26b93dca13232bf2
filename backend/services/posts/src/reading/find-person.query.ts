import { errors } from '../errors.ts';
import { personColumns } from './post-rows.query.ts';
import { defineStatement } from './reader.ts';
import type { Reader } from './reader.ts';
import type { PersonRow } from './rows.ts';
import { visibleLevels } from './visibility.ts';
import type { Visibility } from './visibility.ts';

/** A person, and which of their things the viewer may see. */
export interface SeenPerson extends PersonRow {
  readonly levels: readonly Visibility[];
}

const byHandle = defineStatement<SeenPerson>(
  'person-by-handle',
  `select ${personColumns('p')}, ${visibleLevels('$1::uuid', 'p.id')} as levels from people p where p.handle = $2`,
);

/** The person with this handle; throws 404 when there is none. */
export async function findPerson(
  scope: { reader: Reader },
  viewerId: string | undefined,
  handle: string,
): Promise<SeenPerson> {
  const [person] = await scope.reader.rows(byHandle, [viewerId ?? null, handle]);
  if (!person) {
    throw errors.personNotFound();
  }
  return person;
}
