import { defineEntity, p, raw } from '@mikro-orm/postgresql';
import type { EntityManager, InferEntity } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import { recordEvent } from '@tintype/database';
import { Person } from '../people/person.entity.ts';

/** An album. `coverPhotoId` is the chosen cover; without one the photo that was added first stands in. */
export const Album = defineEntity({
  name: 'Album',
  tableName: 'albums',
  properties: {
    id: p.uuid().primary(),
    ownerId: () => p.manyToOne(Person).mapToPk().fieldName('owner_id').deleteRule('cascade').index(false),
    title: p.text(),
    description: p.text(),
    visibility: p
      .text()
      .$type<'public' | 'followers' | 'private'>()
      .check("visibility in ('public', 'followers', 'private')"),
    createdAt: p.datetime().length(3),
    updatedAt: p.datetime().length(3),
    photoCount: p.integer().default(0).check('photo_count >= 0 and photo_count <= 2000'),
    coverPhotoId: p.uuid().nullable(),
  },
  indexes: [{ name: 'albums_of_owner', properties: ['ownerId', 'id'] }],
});
export type Album = InferEntity<typeof Album>;

/** How many photos an album holds at most; the check of `photo_count` says the same. */
export const albumCapacity = 2000;

/** A photo in an album. `id` is a UUIDv7: the order of adding. */
export const AlbumPhoto = defineEntity({
  name: 'AlbumPhoto',
  tableName: 'album_photos',
  properties: {
    albumId: () => p.manyToOne(Album).mapToPk().primary().fieldName('album_id').deleteRule('cascade').index(false),
    photoId: p.uuid().primary(),
    id: p.uuid(),
    /** Under which media keeps it: another each time it is added, so that a late release never takes a later adding along. */
    claimId: p.uuid(),
    alt: p.text(),
    width: p.integer(),
    height: p.integer(),
    thumbhash: p.text(),
  },
  indexes: [{ name: 'album_photos_in_order', properties: ['albumId', 'id'] }],
});
export type AlbumPhoto = InferEntity<typeof AlbumPhoto>;

/** The claim under which media keeps photos that were added to an album together. */
export function albumClaim(claimId: string): string {
  return `album:${claimId}`;
}

/** A photo as an album takes it in. */
export interface PhotoToAdd {
  readonly id: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  readonly thumbhash: string;
}

/**
 * Adds claimed photos in the order given; those that are there stay as they are, and the claim lets go of them. Says
 * whether the album had room.
 */
export async function addPhotos(
  em: EntityManager,
  { albumId, claimId, photos }: { albumId: string; claimId: string; photos: readonly PhotoToAdd[] },
): Promise<boolean> {
  const inserted = await em
    .createQueryBuilder(AlbumPhoto)
    .insert(photos.map(({ id: photoId, ...photo }) => ({ albumId, photoId, id: uuidv7(), claimId, ...photo })))
    .onConflict(['albumId', 'photoId'])
    .ignore()
    .execute('run');
  const added = inserted.affectedRows;
  if (added < photos.length) {
    await releaseUnused(em, claimId, photos);
  }
  if (added === 0) {
    return true;
  }
  const room = { id: albumId, photoCount: { $lte: albumCapacity - added } };
  const changes = { photoCount: raw('photo_count + ?', [added]), updatedAt: new Date() };
  return (await em.nativeUpdate(Album, room, changes)) === 1;
}

async function releaseUnused(em: EntityManager, claimId: string, photos: readonly PhotoToAdd[]): Promise<void> {
  const added = await em.find(
    AlbumPhoto,
    { claimId, photoId: { $in: photos.map(({ id }) => id) } },
    { fields: ['photoId'] },
  );
  const used = new Set(added.map(({ photoId }) => photoId));
  const photoIds = photos.map(({ id }) => id).filter((id) => !used.has(id));
  recordEvent(em, 'photos.released', { claim: albumClaim(claimId), photoIds });
}
