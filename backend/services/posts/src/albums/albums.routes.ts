import { defineRoutes, readCursor, toPage } from '@tintype/http';
import type { Scope } from '../scope.ts';
import { addAlbumPhoto } from './add-album-photo.command.ts';
import { presentAlbum, presentAlbumPhoto } from './album.presenter.ts';
import * as schema from './albums.schema.ts';
import { createAlbum } from './create-album.command.ts';
import { deleteAlbum } from './delete-album.command.ts';
import { getAlbum, listAlbumPhotos, listOwnAlbums, listPersonAlbums } from './find-album.query.ts';
import { removeAlbumPhoto } from './remove-album-photo.command.ts';
import { updateAlbum } from './update-album.command.ts';

export const albumRoutes = defineRoutes<Scope>((routes) => {
  routes.add(schema.ListMyAlbums, async ({ scope, actor, query }) => {
    const rows = await listOwnAlbums(scope, actor.id, { limit: query.limit, cursor: readCursor(query.cursor) });
    return toPage(rows, query.limit, (row) => row.id, (row) => presentAlbum(row, scope.mediaUrls)); // prettier-ignore
  });

  routes.add(schema.ListPersonAlbums, async ({ scope, actor, params, query }) => {
    const input = { handle: params.handle, limit: query.limit, cursor: readCursor(query.cursor) };
    const rows = await listPersonAlbums(scope, actor?.id, input);
    return toPage(rows, query.limit, (row) => row.id, (row) => presentAlbum(row, scope.mediaUrls)); // prettier-ignore
  });

  routes.add(schema.CreateAlbum, async ({ scope, actor, body, newId }) => {
    await createAlbum(scope, actor, { id: newId, ...body });
    return presentAlbum(await getAlbum(scope, actor.id, newId), scope.mediaUrls);
  });

  routes.add(schema.GetAlbum, async ({ scope, actor, params, query }) => {
    const album = await getAlbum(scope, actor?.id, params.albumId);
    const rows = await listAlbumPhotos(scope, album.id, { limit: query.limit, cursor: readCursor(query.cursor) });
    const photos = toPage(rows, query.limit, (row) => row.place, (row) => presentAlbumPhoto(row, scope.mediaUrls)); // prettier-ignore
    return { ...presentAlbum(album, scope.mediaUrls), photos };
  });

  routes.add(schema.UpdateAlbum, async ({ scope, actor, params, body }) => {
    await updateAlbum(scope, actor, params.albumId, body);
    return presentAlbum(await getAlbum(scope, actor.id, params.albumId), scope.mediaUrls);
  });

  routes.add(schema.DeleteAlbum, async ({ scope, actor, params }) => deleteAlbum(scope, actor, params.albumId));

  routes.add(schema.AddAlbumPhoto, async ({ scope, actor, params, body, newId }) => {
    await addAlbumPhoto(scope, actor, { ...params, alt: body?.alt, claimId: newId });
  });

  routes.add(schema.RemoveAlbumPhoto, async ({ scope, actor, params }) => {
    await removeAlbumPhoto(scope, actor, params.albumId, params.photoId);
  });
});
