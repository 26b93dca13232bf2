import type { MediaUrls } from '@tintype/media-urls';
import { presentComment } from './comment.presenter.ts';
import { presentPerson } from './person.presenter.ts';
import { audienceOf, presentPhoto } from './photo.presenter.ts';
import type { PostRow } from './rows.ts';

/** A post as the viewer sees it; its addresses are signed for whom its visibility says, unless told otherwise. */
export function presentPost(
  row: PostRow,
  viewerId: string | undefined,
  urls: MediaUrls,
  audience = audienceOf(row.visibility),
) {
  return {
    id: row.id,
    author: presentPerson(row.author, urls),
    caption: row.caption,
    visibility: row.visibility,
    createdAt: row.createdAt,
    photos: row.photos.map((photo) => presentPhoto(photo, audience, urls)),
    counts: { likes: row.likeCount, comments: row.commentCount },
    // Saving comes later; the field is there so that clients need not change.
    viewer: { liked: row.liked, saved: false, author: row.relation },
    ...(row.album && { album: row.album }),
    latestComments: (row.latestComments ?? []).map((comment) => presentComment(comment, row.author.id, viewerId, urls)),
  };
}
