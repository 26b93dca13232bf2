import type { EntityManager } from '@mikro-orm/postgresql';
import { errors } from '../errors.ts';
import { altOf } from '../posts/post.entity.ts';
import type { Actor, Scope } from '../scope.ts';
import { withClaims } from '../with-claims.ts';
import { AlbumPhoto, addPhotos, albumCapacity, albumClaim } from './album.entity.ts';
import { getOwnAlbum } from './find-album.query.ts';

/** A photo for an album. Without `alt` it keeps its description, or comes as the latest post describes it. */
export interface AlbumPhotoToAdd {
  readonly albumId: string;
  readonly photoId: string;
  readonly alt: string | undefined;
  readonly claimId: string;
}

/** Adds one of one's own photos to one's own album; adding it again changes its description, where one is given. */
export async function addAlbumPhoto(scope: Scope, actor: Actor, photo: AlbumPhotoToAdd): Promise<void> {
  const { albumId, photoId, alt, claimId } = photo;
  const album = await getOwnAlbum(scope, actor, albumId);
  if (await scope.em.findOne(AlbumPhoto, { albumId, photoId })) {
    await describePhoto(scope.em, photo);
    return;
  }
  if (album.photoCount >= albumCapacity) {
    throw errors.albumFull();
  }
  const claims = [{ claim: albumClaim(claimId), isPublic: false }];
  await withClaims(scope, { ownerId: actor.id, photoIds: [photoId], claims }, async (em, claimed) => {
    const described = alt ?? (await altOf(em, photoId));
    const photos = claimed.map(({ id, width, height, thumbhash }) => ({
      id,
      alt: described,
      width,
      height,
      thumbhash,
    }));
    if (!(await addPhotos(em, { albumId, claimId, photos }))) {
      throw errors.albumFull();
    }
    // Somebody else may have added it at this moment; the description that comes last stands.
    await describePhoto(em, photo);
  });
}

async function describePhoto(em: EntityManager, { albumId, photoId, alt }: AlbumPhotoToAdd): Promise<void> {
  if (alt !== undefined) {
    await em.nativeUpdate(AlbumPhoto, { albumId, photoId }, { alt });
  }
}
