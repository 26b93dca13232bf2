import { defineStatement } from '../reading/reader.ts';
import { visibleTo } from '../reading/visibility.ts';
import type { Visibility } from '../reading/visibility.ts';
import type { Scope } from '../scope.ts';

/** A post as a notification shows it. */
export interface PostCardRow {
  readonly id: string;
  readonly authorId: string;
  readonly visibility: Visibility;
  readonly photoId: string;
  readonly alt: string;
}

const statement = defineStatement<PostCardRow>(
  'post-cards',
  `select p.id, p.author_id as "authorId", p.visibility, photo.photo_id as "photoId", photo.alt
   from posts p join post_photos photo on photo.post_id = p.id and photo.position = 0
   where p.id = any($2::uuid[]) and ${visibleTo('$1::uuid', 'p.author_id', 'p.visibility')}`,
);

/** Posts as the viewer may see them now; the others are left out. */
export async function describePosts(
  scope: Pick<Scope, 'reader'>,
  viewerId: string | undefined,
  postIds: readonly string[],
): Promise<PostCardRow[]> {
  return scope.reader.rows(statement, [viewerId ?? null, postIds]);
}
