import type { Visibility } from '../reading/visibility.ts';
import type { Actor, Scope } from '../scope.ts';
import { transact } from '../transact.ts';
import { Album } from './album.entity.ts';

/** Makes an album under the given id; a repeat under the same id changes nothing. */
export async function createAlbum(
  scope: Scope,
  actor: Actor,
  album: { id: string; title: string; description: string; visibility: Visibility },
): Promise<void> {
  const now = new Date();
  await transact(scope, async (em) => {
    await em
      .createQueryBuilder(Album)
      .insert({ ...album, ownerId: actor.id, createdAt: now, updatedAt: now })
      .onConflict(['id'])
      .ignore()
      .execute('run');
  });
}
