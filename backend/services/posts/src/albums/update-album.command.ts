import { LockMode } from '@mikro-orm/postgresql';
import { errors } from '../errors.ts';
import type { Visibility } from '../reading/visibility.ts';
import type { Actor, Scope } from '../scope.ts';
import { transact } from '../transact.ts';
import { Album, AlbumPhoto, albumClaim } from './album.entity.ts';
import { getOwnAlbum } from './find-album.query.ts';

/** What of an album to change; what is not given stays. */
export interface AlbumChanges {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly visibility?: Visibility | undefined;
  readonly coverPhotoId?: string | undefined;
}

/** Changes one's own album. Photos that are to be shown to more, or to fewer, are claimed so before the album says so. */
export async function updateAlbum(scope: Scope, actor: Actor, albumId: string, changes: AlbumChanges): Promise<void> {
  const album = await getOwnAlbum(scope, actor, albumId);
  const { title, description, visibility, coverPhotoId } = changes;
  if (visibility !== undefined && (visibility === 'public') !== (album.visibility === 'public')) {
    await claimAll(scope, actor, albumId, visibility === 'public');
  }
  await transact(scope, async (em) => {
    const current = await em.findOne(Album, { id: albumId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!current) {
      throw errors.albumNotFound();
    }
    if (coverPhotoId !== undefined) {
      if (!(await em.findOne(AlbumPhoto, { albumId, photoId: coverPhotoId }))) {
        throw errors.photoNotFound();
      }
      current.coverPhotoId = coverPhotoId;
    }
    current.title = title ?? current.title;
    current.description = description ?? current.description;
    current.visibility = visibility ?? current.visibility;
    current.updatedAt = new Date();
  });
}

const claimsAtOnce = 100;

async function claimAll(scope: Scope, actor: Actor, albumId: string, isPublic: boolean): Promise<void> {
  const photos = await scope.em.find(AlbumPhoto, { albumId }, { fields: ['photoId'] });
  const photoIds = photos.map((photo) => photo.photoId);
  for (let start = 0; start < photoIds.length; start += claimsAtOnce) {
    const part = photoIds.slice(start, start + claimsAtOnce);
    await scope.gateways.photos.claim({ ownerId: actor.id, photoIds: part, claim: albumClaim(albumId), isPublic });
  }
}
