import { LockMode, raw } from '@mikro-orm/postgresql';
import { recordEvent } from '@tintype/database';
import type { Actor, Scope } from '../scope.ts';
import { transact } from '../transact.ts';
import { Album, AlbumPhoto, albumClaim } from './album.entity.ts';
import { getOwnAlbum } from './find-album.query.ts';

/** Takes a photo out of one's own album; when it is not in there, nothing changes. */
export async function removeAlbumPhoto(scope: Scope, actor: Actor, albumId: string, photoId: string): Promise<void> {
  await getOwnAlbum(scope, actor, albumId);
  await transact(scope, async (em) => {
    const photo = await em.findOne(AlbumPhoto, { albumId, photoId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!photo) {
      return;
    }
    await em.nativeDelete(AlbumPhoto, { albumId, photoId });
    const changes = { photoCount: raw('photo_count - 1'), updatedAt: new Date() };
    await em.nativeUpdate(Album, { id: albumId }, changes);
    await em.nativeUpdate(Album, { id: albumId, coverPhotoId: photoId }, { coverPhotoId: null });
    recordEvent(em, 'photos.released', { claim: albumClaim(photo.claimId), photoIds: [photoId] });
  });
}
