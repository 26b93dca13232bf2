import { defineStatement, oldestFirst } from '../reading/reader.ts';
import type { Scope } from '../scope.ts';

const statement = defineStatement<{ id: string; followerId: string }>(
  'follower-ids',
  `select id, follower_id as "followerId" from follows where followee_id = $1 and id > $2 order by id limit $3`,
);

/** Who follows a person, oldest follow first; `next` is empty at the end. */
export async function listFollowerIds(
  scope: Pick<Scope, 'reader'>,
  input: { personId: string; after: string; limit: number },
): Promise<{ followerIds: string[]; next: string }> {
  const limit = Math.min(1000, Math.max(1, input.limit));
  const after = input.after === '' ? oldestFirst : input.after;
  const rows = await scope.reader.rows(statement, [input.personId, after, limit + 1]);
  const page = rows.slice(0, limit);
  return { followerIds: page.map((row) => row.followerId), next: rows.length > limit ? (page.at(-1)?.id ?? '') : '' };
}
