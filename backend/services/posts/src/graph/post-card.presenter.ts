import type { PostCard } from '@tintype/grpc';
import type { MediaUrls } from '@tintype/media-urls';
import { audienceOf } from '../reading/photo.presenter.ts';
import type { PostCardRow } from './describe-posts.query.ts';

/** A post as a notification shows it: who made it, and its first photo. */
export function presentPostCard(row: PostCardRow, urls: MediaUrls): PostCard {
  return {
    id: row.id,
    authorId: row.authorId,
    thumbnailUrl: urls.square(row.photoId, audienceOf(row.visibility)),
    thumbnailAlt: row.alt,
  };
}
