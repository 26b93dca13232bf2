import { isClaimed } from '../photos/photo.entity.ts';
import type { Scope } from '../scope.ts';

/**
 * Removes what was begun and never finished, and photos that nothing claimed, once they are older than `ageMilliseconds`.
 * Returns how many went.
 */
export async function sweepPhotos(
  scope: Pick<Scope, 'items' | 'vault' | 'now' | 'logger'>,
  ageMilliseconds: number,
): Promise<number> {
  let removed = 0;
  for await (const photoId of scope.items.listUnclaimed(new Date(scope.now() - ageMilliseconds))) {
    try {
      removed += (await scope.vault.erase(photoId, (photo) => !isClaimed(photo))) ? 1 : 0;
    } catch (error) {
      // The others shall not wait for it; the next sweep meets it again.
      scope.logger.warn({ err: error, photoId }, 'a photo could not be swept');
    }
  }
  return removed;
}
