import { recordEvent } from '@tintype/database';
import { errors } from '../errors.ts';
import { altOf } from '../posts/post.entity.ts';
import type { Actor, Scope } from '../scope.ts';
import { transact } from '../transact.ts';
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
  const claim = albumClaim(claimId);
  const [photo] = await scope.gateways.photos.claim({ ownerId: actor.id, photoIds: [photoId], claim, isPublic: false });
  if (!photo) {
    throw errors.photoNotFound();
  }
  const { width, height, thumbhash } = photo;
  const isAdded = await transact(scope, async (em) => {
    const alt = await altOf(em, photoId);
    if (await addPhotos(em, { albumId, claimId, photos: [{ id: photoId, alt, width, height, thumbhash }] })) {
      return true;
    }
    await em.nativeDelete(AlbumPhoto, { albumId, photoId, claimId });
    recordEvent(em, 'photos.released', { claim, photoIds: [photoId] });
    return false;
  });
  if (!isAdded) {
    throw errors.albumFull();
  }
}
