import { personColumns } from '../reading/post-rows.query.ts';
import { defineStatement } from '../reading/reader.ts';
import type { ListedPersonRow } from '../reading/rows.ts';
import { relation } from '../reading/visibility.ts';
import type { Scope } from '../scope.ts';
import { toNameKey } from './person.entity.ts';

// Two ranges of two indexes, each cut off, so that a single letter costs no more than a whole name. Then those one
// knows come first, and those whom many know.
const statement = defineStatement<ListedPersonRow>(
  'search-people',
  `with found as (
     (select id from people where handle >= $2 and handle < $3 order by handle limit 200)
     union (select id from people where name_key >= $4 and name_key < $5 order by name_key limit 200)
   )
   select ${personColumns('p')}, ${relation('$1::uuid', 'p.id')} as viewer
   from found join people p on p.id = found.id
   order by p.handle = $2 desc, exists (select from follows f where f.follower_id = $1 and f.followee_id = p.id) desc,
     p.follower_count desc, p.handle
   limit $6`,
);

/** Sorts after every text that begins as this one does. */
const lastCharacter = '\u{10FFFF}';

/** People whose handle or name begins with the text, those the viewer follows first. */
export async function searchPeople(
  scope: Scope,
  viewerId: string | undefined,
  input: { text: string; limit: number },
): Promise<ListedPersonRow[]> {
  const handle = input.text.toLowerCase().replace(/^@/, '');
  const name = toNameKey(input.text);
  const values = [handle, `${handle}${lastCharacter}`, name, `${name}${lastCharacter}`];
  return scope.reader.rows(statement, [viewerId ?? null, ...values, input.limit]);
}
