import { errors } from '../errors.ts';
import { altOf } from '../posts/post.entity.ts';
import type { Actor, Scope } from '../scope.ts';
import { withClaims } from '../with-claims.ts';
import { AlbumPhoto, addPhotos, albumCapacity, albumClaim } from './album.entity.ts';
import { getOwnAlbum } from './find-album.query.ts';

/** Adds one of one's own photos to one's own album; adding it again changes nothing. */
export async function addAlbumPhoto(
  scope: Scope,
  actor: Actor,
  { albumId, photoId, claimId }: { albumId: string; photoId: string; claimId: string },
): Promise<void> {
  const album = await getOwnAlbum(scope, actor, albumId);
  if (await scope.em.findOne(AlbumPhoto, { albumId, photoId })) {
    return;
  }
  if (album.photoCount >= albumCapacity) {
    throw errors.albumFull();
  }
  const claims = [{ claim: albumClaim(claimId), isPublic: false }];
  await withClaims(scope, { ownerId: actor.id, photoIds: [photoId], claims }, async (em, claimed) => {
    const alt = await altOf(em, photoId);
    const photos = claimed.map(({ id, width, height, thumbhash }) => ({ id, alt, width, height, thumbhash }));
    if (!(await addPhotos(em, { albumId, claimId, photos }))) {
      throw errors.albumFull();
    }
  });
}
