import type { MediaUrls } from '@tintype/media-urls';
import { presentPerson } from '../reading/person.presenter.ts';
import { audienceOf, presentPhoto } from '../reading/photo.presenter.ts';
import type { AlbumPhotoRow, AlbumRow } from './find-album.query.ts';

/** An album as a list shows it. */
export function presentAlbum(row: AlbumRow, urls: MediaUrls) {
  return {
    id: row.id,
    owner: presentPerson(row.owner, urls),
    title: row.title,
    description: row.description,
    visibility: row.visibility,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    counts: { photos: row.photoCount },
    cover: row.cover && presentPhoto(row.cover, audienceOf(row.visibility), urls),
  };
}

/** A photo of an album; who may see the album may see it. */
export function presentAlbumPhoto(photo: AlbumPhotoRow, album: AlbumRow, urls: MediaUrls) {
  return presentPhoto(photo, audienceOf(album.visibility), urls);
}
