import { LockMode } from '@mikro-orm/postgresql';
import { errors } from '../errors.ts';
import type { Visibility } from '../reading/visibility.ts';
import type { Actor, Scope } from '../scope.ts';
import { transact } from '../transact.ts';
import { Album, AlbumPhoto } from './album.entity.ts';
import { getOwnAlbum } from './find-album.query.ts';

/** What of an album to change; what is not given stays. */
export interface AlbumChanges {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly visibility?: Visibility | undefined;
  readonly coverPhotoId?: string | undefined;
}

/** Changes one's own album. */
export async function updateAlbum(scope: Scope, actor: Actor, albumId: string, changes: AlbumChanges): Promise<void> {
  await getOwnAlbum(scope, actor, albumId);
  const { title, description, visibility, coverPhotoId } = changes;
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
