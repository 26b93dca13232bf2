import type { Scope } from '../scope.ts';

/** Deletes every photo of a person who is gone, whatever claims it. Safe to repeat. */
export async function deleteOwned(scope: Pick<Scope, 'items' | 'vault'>, ownerId: string): Promise<void> {
  for await (const photoId of scope.items.listOwned(ownerId)) {
    await scope.vault.erase(photoId, (photo) => photo.ownerId === ownerId);
  }
}
