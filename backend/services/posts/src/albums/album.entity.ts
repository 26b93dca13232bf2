import { defineEntity, p, raw } from '@mikro-orm/postgresql';
import type { EntityManager, InferEntity } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
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
    alt: p.text(),
    width: p.integer(),
    height: p.integer(),
    thumbhash: p.text(),
  },
  indexes: [{ name: 'album_photos_in_order', properties: ['albumId', 'id'] }],
});
export type AlbumPhoto = InferEntity<typeof AlbumPhoto>;

/** The claim under which media keeps the photos of an album. */
export function albumClaim(albumId: string): string {
  return `album:${albumId}`;
}

/** A photo as an album takes it in. */
export interface PhotoToAdd {
  readonly id: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  readonly thumbhash: string;
}

/** Adds photos in the order given; those that are there stay where they are. Says whether the album had room. */
export async function addPhotos(em: EntityManager, albumId: string, photos: readonly PhotoToAdd[]): Promise<boolean> {
  const inserted = await em
    .createQueryBuilder(AlbumPhoto)
    .insert(photos.map(({ id: photoId, ...photo }) => ({ albumId, photoId, id: uuidv7(), ...photo })))
    .onConflict(['albumId', 'photoId'])
    .ignore()
    .execute('run');
  const added = inserted.affectedRows;
  if (added === 0) {
    return true;
  }
  const room = { id: albumId, photoCount: { $lte: albumCapacity - added } };
  const changes = { photoCount: raw('photo_count + ?', [added]), updatedAt: new Date() };
  return (await em.nativeUpdate(Album, room, changes)) === 1;
}

/** Which of these photos the album does not have. */
export async function photosNotIn(em: EntityManager, albumId: string, photoIds: readonly string[]): Promise<string[]> {
  const there = await em.find(AlbumPhoto, { albumId, photoId: { $in: [...photoIds] } }, { fields: ['photoId'] });
  const known = new Set(there.map((photo) => photo.photoId));
  return photoIds.filter((id) => !known.has(id));
}
