import { errors } from '../errors.ts';
import { postRows } from './post-rows.query.ts';
import { defineStatement } from './reader.ts';
import type { Reader } from './reader.ts';
import type { PostRow } from './rows.ts';
import { visibleTo } from './visibility.ts';
import type { Visibility } from './visibility.ts';

/** What deciding about a post takes. */
export interface PostHead {
  readonly id: string;
  readonly authorId: string;
  readonly visibility: Visibility;
}

const head = defineStatement<PostHead>(
  'post-head',
  `select p.id, p.author_id as "authorId", p.visibility from posts p
   where p.id = $2 and ${visibleTo('$1::uuid', 'p.author_id', 'p.visibility')}`,
);

const whole = defineStatement<PostRow>(
  'post',
  postRows(`select p.* from posts p where p.id = $2 and ${visibleTo('$1::uuid', 'p.author_id', 'p.visibility')}`),
);

/** A post that the viewer may see; throws the same 404 whether it is not there or not theirs to see. */
export async function findVisiblePost(
  scope: { reader: Reader },
  viewerId: string | undefined,
  postId: string,
): Promise<PostHead> {
  const [post] = await scope.reader.rows(head, [viewerId ?? null, postId]);
  if (!post) {
    throw errors.postNotFound();
  }
  return post;
}

/** A post with everything that showing it takes; throws 404 as `findVisiblePost` does. */
export async function getPost(
  scope: { reader: Reader },
  viewerId: string | undefined,
  postId: string,
): Promise<PostRow> {
  const [post] = await scope.reader.rows(whole, [viewerId ?? null, postId]);
  if (!post) {
    throw errors.postNotFound();
  }
  return post;
}
