import { errors } from '../errors.ts';
import { personColumns } from '../reading/post-rows.query.ts';
import { defineStatement } from '../reading/reader.ts';
import type { ListedPersonRow } from '../reading/rows.ts';
import { instant, relation, visibleLevels } from '../reading/visibility.ts';
import type { Scope } from '../scope.ts';

/** A person with what their profile shows. */
export interface ProfileRow extends ListedPersonRow {
  readonly bio: string;
  readonly createdAt: string;
  readonly postCount: number;
  readonly followerCount: number;
  readonly followingCount: number;
}

const profile = (where: string): string => `
  select ${personColumns('p')}, p.bio, ${instant('p.created_at')} as "createdAt",
    p.follower_count as "followerCount", p.following_count as "followingCount", ${relation('$1::uuid', 'p.id')} as viewer,
    (select count(*)::int from posts where posts.author_id = p.id and posts.visibility = any(seen.levels)) as "postCount"
  from people p cross join lateral (select ${visibleLevels('$1::uuid', 'p.id')} as levels) seen
  where ${where}`;

const byHandle = defineStatement<ProfileRow>('profile-by-handle', profile('p.handle = $2'));
const byId = defineStatement<ProfileRow>('profile-by-id', profile('p.id = $1'));

/** The profile of a person; only posts that the viewer may see are counted. */
export async function getProfile(scope: Scope, viewerId: string | undefined, handle: string): Promise<ProfileRow> {
  const [person] = await scope.reader.rows(byHandle, [viewerId ?? null, handle]);
  if (!person) {
    throw errors.personNotFound();
  }
  return person;
}

/** One's own profile. */
export async function getOwnProfile(scope: Scope, personId: string): Promise<ProfileRow> {
  const [person] = await scope.reader.rows(byId, [personId]);
  if (!person) {
    throw errors.personNotFound();
  }
  return person;
}
