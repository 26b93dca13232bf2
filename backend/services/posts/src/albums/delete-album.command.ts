import { LockMode } from '@mikro-orm/postgresql';
import { recordEvent } from '@tintype/database';
import type { Actor, Scope } from '../scope.ts';
import { transact } from '../transact.ts';
import { Album, AlbumPhoto, albumClaim } from './album.entity.ts';
import { getOwnAlbum } from './find-album.query.ts';

/** Deletes one's own album. Its photos stay where posts or other albums keep them. */
export async function deleteAlbum(scope: Scope, actor: Actor, albumId: string): Promise<void> {
  await getOwnAlbum(scope, actor, albumId);
  await transact(scope, async (em) => {
    if (!(await em.findOne(Album, { id: albumId }, { lockMode: LockMode.PESSIMISTIC_WRITE }))) {
      return;
    }
    const photos = await em.find(AlbumPhoto, { albumId }, { fields: ['photoId', 'claimId'] });
    await em.nativeDelete(Album, { id: albumId });
    for (const [claimId, added] of Map.groupBy(photos, (photo) => photo.claimId)) {
      recordEvent(em, 'photos.released', { claim: albumClaim(claimId), photoIds: added.map((photo) => photo.photoId) });
    }
  });
}
