/** Who may see something: everybody, the followers of its owner, its owner alone. */
export type Visibility = 'public' | 'followers' | 'private';

/**
 * SQL: whether `viewer` follows `owner`. Both are expressions; a viewer who is nobody is null. A scalar and not `exists`,
 * which Postgres may answer by reading everybody whom the viewer follows instead of one entry of the primary key.
 */
export function follows(viewer: string, owner: string): string {
  return `coalesce((select true from follows seen where seen.follower_id = ${viewer} and seen.followee_id = ${owner}), false)`;
}

/**
 * SQL: whether the viewer may see what has this owner and this visibility. Together with `visibleLevels` the only place
 * where the rule is written.
 */
export function visibleTo(viewer: string, owner: string, visibility: string): string {
  return `(${visibility} = 'public' or ${owner} = ${viewer} or (${visibility} = 'followers' and ${follows(viewer, owner)}))`;
}

/** SQL: the visibilities that the viewer may see of one owner, for lists and counts of one person's things. */
export function visibleLevels(viewer: string, owner: string): string {
  return `case when ${owner} = ${viewer} then array['public', 'followers', 'private']
    when ${follows(viewer, owner)} then array['public', 'followers'] else array['public'] end`;
}

/** How the viewer stands to a person. */
export type Relation = 'self' | 'following' | 'none';

/** SQL: how the viewer stands to a person. */
export function relation(viewer: string, person: string): string {
  return `case when ${person} = ${viewer} then 'self' when ${follows(viewer, person)} then 'following' else 'none' end`;
}

/** SQL: the same where the viewer is known to follow everybody but themself, without looking it up again. */
export function relationInFeed(viewer: string, person: string): string {
  return `case when ${person} = ${viewer} then 'self' else 'following' end`;
}

/** SQL: a moment as ISO 8601 in UTC with milliseconds. */
export function instant(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
