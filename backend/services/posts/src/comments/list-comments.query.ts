import { errors } from '../errors.ts';
import { findVisiblePost } from '../reading/find-post.query.ts';
import type { PostHead } from '../reading/find-post.query.ts';
import { personJson } from '../reading/post-rows.query.ts';
import { definePages, defineStatement, newestFirst } from '../reading/reader.ts';
import type { CommentRow } from '../reading/rows.ts';
import { instant } from '../reading/visibility.ts';
import type { Scope } from '../scope.ts';

const columns = `c.id, c.text, ${instant('c.created_at')} as "createdAt", ${personJson('author')} as author`;

const page = definePages<CommentRow>(
  'comments',
  (limit) => `select ${columns} from comments c join people author on author.id = c.author_id
    where c.post_id = $1 and c.id < $2 order by c.id desc limit ${limit}`,
);

const single = defineStatement<CommentRow>(
  'comment',
  `select ${columns} from comments c join people author on author.id = c.author_id where c.id = $1`,
);

/** Comments on a post that the viewer may see, newest first, at least one more than asked for if there are. */
export async function listComments(
  scope: Scope,
  viewerId: string | undefined,
  input: { postId: string; limit: number; cursor: string | undefined },
): Promise<{ post: PostHead; rows: CommentRow[] }> {
  const post = await findVisiblePost(scope, viewerId, input.postId);
  const rows = await scope.reader.rows(page(input.limit), [input.postId, input.cursor ?? newestFirst]);
  return { post, rows };
}

/** One comment on a post that the viewer may see. */
export async function getComment(
  scope: Scope,
  viewerId: string,
  input: { postId: string; commentId: string },
): Promise<{ post: PostHead; row: CommentRow }> {
  const post = await findVisiblePost(scope, viewerId, input.postId);
  const [row] = await scope.reader.rows(single, [input.commentId]);
  if (!row) {
    throw errors.commentNotFound();
  }
  return { post, row };
}
