import { personColumns } from '../reading/post-rows.query.ts';
import { defineStatement } from '../reading/reader.ts';
import type { ListedPersonRow } from '../reading/rows.ts';
import type { Scope } from '../scope.ts';

// The newest hundred whom one follows, and the newest hundred whom each of them follows: enough to rank by, and a bound
// on what following thousands costs.
const statement = defineStatement<ListedPersonRow>(
  'suggest-people',
  `with near as (
     select theirs.followee_id as id, count(*) as shared
     from (select followee_id from follows where follower_id = $1 order by id desc limit 100) mine
     cross join lateral (
       select followee_id from follows where follower_id = mine.followee_id order by id desc limit 100
     ) theirs
     group by theirs.followee_id
   ), popular as (
     select p.id from people p
     where p.id <> $1 and not exists (select from follows f where f.follower_id = $1 and f.followee_id = p.id)
     order by p.follower_count desc, p.id desc limit 20
   )
   select ${personColumns('p')}, 'none' as viewer
   from (select id from near union select id from popular) candidate
   join people p on p.id = candidate.id left join near on near.id = p.id
   where p.id <> $1 and not exists (select from follows f where f.follower_id = $1 and f.followee_id = p.id)
   order by coalesce(near.shared, 0) desc, p.follower_count desc, p.id desc
   limit $2`,
);

/** People whom the viewer does not follow: first whom those they follow follow, then whom many follow, then the newest. */
export async function suggestPeople(scope: Scope, viewerId: string, limit: number): Promise<ListedPersonRow[]> {
  return scope.reader.rows(statement, [viewerId, limit]);
}
