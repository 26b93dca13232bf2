import { findPerson } from '../reading/find-person.query.ts';
import { postRows } from '../reading/post-rows.query.ts';
import { definePages, newestFirst } from '../reading/reader.ts';
import type { PostRow } from '../reading/rows.ts';
import type { Scope } from '../scope.ts';

const page = definePages<PostRow>('person-posts', (limit) =>
  postRows(`
    select p.* from posts p where p.author_id = $2 and p.id < $3 and p.visibility = any($4::text[])
    order by p.id desc limit ${limit}`),
);

/** Posts of a person that the viewer may see, newest first, at least one more than asked for if there are. */
export async function listPersonPosts(
  scope: Scope,
  viewerId: string | undefined,
  input: { handle: string; limit: number; cursor: string | undefined },
): Promise<PostRow[]> {
  const person = await findPerson(scope, viewerId, input.handle);
  const values = [viewerId ?? null, person.id, input.cursor ?? newestFirst, person.levels];
  return scope.reader.rows(page(input.limit), values);
}
