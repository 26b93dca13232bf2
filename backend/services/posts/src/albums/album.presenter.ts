import type { MediaUrls } from '@tintype/media-urls';
import { presentPerson } from '../reading/person.presenter.ts';
import { presentPhoto } from '../reading/photo.presenter.ts';
import type { AlbumPhotoRow, AlbumRow } from './find-album.query.ts';

// Albums come and go between audiences with up to 2,000 photos, so their photos are claimed and signed as restricted
// whoever sees them: the addresses live minutes, and nothing at media has to change with the album.
const audience = 'restricted';

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
    cover: row.cover && presentPhoto(row.cover, audience, urls),
  };
}

/** A photo of an album; who may see the album may see it. */
export function presentAlbumPhoto(photo: AlbumPhotoRow, urls: MediaUrls) {
  return presentPhoto(photo, audience, urls);
}
