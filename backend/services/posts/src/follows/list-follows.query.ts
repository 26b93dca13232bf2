import { findPerson } from '../reading/find-person.query.ts';
import { personColumns } from '../reading/post-rows.query.ts';
import { definePages, newestFirst } from '../reading/reader.ts';
import type { ListedPersonRow } from '../reading/rows.ts';
import { relation } from '../reading/visibility.ts';
import type { Scope } from '../scope.ts';

/** A person in a list of follows; `followId` is the place in the list. */
interface FollowRow extends ListedPersonRow {
  readonly followId: string;
}

interface ListInput {
  readonly handle: string;
  readonly limit: number;
  readonly cursor: string | undefined;
}

const pages = (name: string, from: 'follower_id' | 'followee_id', whose: 'follower_id' | 'followee_id') =>
  definePages<FollowRow>(
    name,
    (limit) => `select ${personColumns('p')}, f.id as "followId", ${relation('$1::uuid', 'p.id')} as viewer
      from follows f join people p on p.id = f.${from}
      where f.${whose} = $2 and f.id < $3 order by f.id desc limit ${limit}`,
  );

const followers = pages('followers', 'follower_id', 'followee_id');
const following = pages('following', 'followee_id', 'follower_id');

/** Who follows a person, newest first. */
export async function listFollowers(
  scope: Scope,
  viewerId: string | undefined,
  input: ListInput,
): Promise<FollowRow[]> {
  const person = await findPerson(scope, viewerId, input.handle);
  return scope.reader.rows(followers(input.limit), [viewerId ?? null, person.id, input.cursor ?? newestFirst]);
}

/** Whom a person follows, newest first. */
export async function listFollowing(
  scope: Scope,
  viewerId: string | undefined,
  input: ListInput,
): Promise<FollowRow[]> {
  const person = await findPerson(scope, viewerId, input.handle);
  return scope.reader.rows(following(input.limit), [viewerId ?? null, person.id, input.cursor ?? newestFirst]);
}
