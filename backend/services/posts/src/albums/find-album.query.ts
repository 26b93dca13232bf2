import { errors } from '../errors.ts';
import { definePages, defineStatement, newestFirst, oldestFirst } from '../reading/reader.ts';
import { personJson, photoJson } from '../reading/post-rows.query.ts';
import { findPerson } from '../reading/find-person.query.ts';
import type { PersonRow, PhotoRow } from '../reading/rows.ts';
import { instant, visibleTo } from '../reading/visibility.ts';
import type { Visibility } from '../reading/visibility.ts';
import type { Actor, Scope } from '../scope.ts';
import { canChangeAlbum } from './album.policy.ts';

/** An album as lists show it. */
export interface AlbumRow {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly visibility: Visibility;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly photoCount: number;
  readonly owner: PersonRow;
  readonly cover: PhotoRow | null;
}

/** A photo of an album; `place` is its place in the order of adding. */
export interface AlbumPhotoRow extends PhotoRow {
  readonly place: string;
}

const albumRows = (source: string): string => `
  select a.id, a.title, a.description, a.visibility, ${instant('a.created_at')} as "createdAt",
    ${instant('a.updated_at')} as "updatedAt", a.photo_count as "photoCount", ${personJson('owner')} as owner,
    (select ${photoJson('photo')} from album_photos photo where photo.album_id = a.id and photo.photo_id = coalesce(
       a.cover_photo_id, (select photo_id from album_photos f where f.album_id = a.id order by f.id limit 1))) as cover
  from (${source}) a join people owner on owner.id = a.owner_id
  order by a.id desc`;

const single = defineStatement<AlbumRow>(
  'album',
  albumRows(`select * from albums where id = $2 and ${visibleTo('$1::uuid', 'owner_id', 'visibility')}`),
);

const page = definePages<AlbumRow>('albums', (limit) =>
  albumRows(`
    select * from albums where owner_id = $1 and id < $2 and visibility = any($3::text[]) order by id desc limit ${limit}`),
);

const photoPage = definePages<AlbumPhotoRow>(
  'album-photos',
  (limit) => `
    select photo.id as place, photo.photo_id as id, photo.alt, photo.width, photo.height, photo.thumbhash
    from album_photos photo where photo.album_id = $1 and photo.id > $2 order by photo.id limit ${limit}`,
);

/** An album that the viewer may see; throws the same 404 whether it is not there or not theirs to see. */
export async function getAlbum(scope: Scope, viewerId: string | undefined, albumId: string): Promise<AlbumRow> {
  const [album] = await scope.reader.rows(single, [viewerId ?? null, albumId]);
  if (!album) {
    throw errors.albumNotFound();
  }
  return album;
}

/** An album that the actor may change: 404 when they may not even see it, 403 when they only may see it. */
export async function getOwnAlbum(scope: Scope, actor: Actor, albumId: string): Promise<AlbumRow> {
  const album = await getAlbum(scope, actor.id, albumId);
  if (!canChangeAlbum(actor.id, { ownerId: album.owner.id })) {
    throw errors.notYourAlbum();
  }
  return album;
}

/** Photos of an album in the order of adding, at least one more than asked for if there are. */
export async function listAlbumPhotos(
  scope: Scope,
  albumId: string,
  input: { limit: number; cursor: string | undefined },
): Promise<AlbumPhotoRow[]> {
  return scope.reader.rows(photoPage(input.limit), [albumId, input.cursor ?? oldestFirst]);
}

/** One's own albums, newest first. */
export async function listOwnAlbums(
  scope: Scope,
  ownerId: string,
  input: { limit: number; cursor: string | undefined },
): Promise<AlbumRow[]> {
  const levels: readonly Visibility[] = ['public', 'followers', 'private'];
  return scope.reader.rows(page(input.limit), [ownerId, input.cursor ?? newestFirst, levels]);
}

/** Albums of a person that the viewer may see, newest first. */
export async function listPersonAlbums(
  scope: Scope,
  viewerId: string | undefined,
  input: { handle: string; limit: number; cursor: string | undefined },
): Promise<AlbumRow[]> {
  const person = await findPerson(scope, viewerId, input.handle);
  return scope.reader.rows(page(input.limit), [person.id, input.cursor ?? newestFirst, person.levels]);
}
