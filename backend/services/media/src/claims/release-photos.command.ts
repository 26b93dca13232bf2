import { isClaimed, withoutClaim } from '../photos/photo.entity.ts';
import type { Scope } from '../scope.ts';

/** Takes a claim off photos; those that nothing claims any more are deleted. Safe to repeat. */
export async function releasePhotos(
  scope: Pick<Scope, 'items' | 'vault' | 'known'>,
  claim: string,
  photoIds: readonly string[],
): Promise<void> {
  for (const photoId of photoIds) {
    let wasClaimed = false;
    const photo = await scope.items.change(photoId, (found) => {
      wasClaimed = claim in found.claims;
      return { photo: withoutClaim(found, claim) };
    });
    scope.known.distrust([photoId]);
    // Without the claim it was released before, or it is a photo that has not been claimed yet: that is the sweeper's.
    if (photo && (wasClaimed || photo.state === 'deleting') && !isClaimed(photo)) {
      await scope.vault.erase(photoId, (found) => !isClaimed(found));
    }
  }
}
