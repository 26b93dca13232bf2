import type { MediaUrls } from '@tintype/media-urls';
import { presentListedPerson } from '../reading/person.presenter.ts';
import type { ProfileRow } from './get-profile.query.ts';

/** A profile as the viewer sees it. */
export function presentProfile(row: ProfileRow, urls: MediaUrls) {
  return {
    ...presentListedPerson(row, urls),
    bio: row.bio,
    createdAt: row.createdAt,
    counts: { posts: row.postCount, followers: row.followerCount, following: row.followingCount },
  };
}
