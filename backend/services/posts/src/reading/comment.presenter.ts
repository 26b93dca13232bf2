import type { MediaUrls } from '@tintype/media-urls';
import { presentPerson } from './person.presenter.ts';
import type { CommentRow } from './rows.ts';

/** A comment; its author and the author of the post may delete it. */
export function presentComment(
  comment: CommentRow,
  postAuthorId: string,
  viewerId: string | undefined,
  urls: MediaUrls,
) {
  return {
    id: comment.id,
    author: presentPerson(comment.author, urls),
    text: comment.text,
    createdAt: comment.createdAt,
    canDelete: viewerId !== undefined && (viewerId === comment.author.id || viewerId === postAuthorId),
  };
}
