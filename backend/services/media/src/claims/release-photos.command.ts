import { isClaimed, withoutClaim } from '../photos/photo.entity.ts';
import type { Photo } from '../photos/photo.entity.ts';
import type { Scope } from '../scope.ts';

/** Takes a claim off photos; those that nothing claims any more are deleted. Safe to repeat. */
export async function releasePhotos(
  scope: Pick<Scope, 'items' | 'vault' | 'known'>,
  claim: string,
  photoIds: readonly string[],
): Promise<void> {
  for (const photoId of photoIds) {
    const photo = await scope.items.change(photoId, (found) => ({ photo: release(found, claim) }));
    scope.known.distrust([photoId]);
    if (photo?.state === 'deleting') {
      await scope.vault.erase(photoId, () => false);
    }
  }
}

/** With its last claim a photo is doomed in the same write, so that a repeat knows it from one not claimed yet. */
function release(photo: Photo, claim: string): Photo {
  const released = withoutClaim(photo, claim);
  return released !== photo && released.state === 'ready' && !isClaimed(released)
    ? { ...released, state: 'deleting' }
    : released;
}
