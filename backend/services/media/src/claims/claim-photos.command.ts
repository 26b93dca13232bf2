import pLimit from 'p-limit';
import { isAppError } from '@tintype/errors';
import { errors } from '../errors.ts';
import { withClaim, withoutClaim } from '../photos/photo.entity.ts';
import type { Photo } from '../photos/photo.entity.ts';
import type { Scope } from '../scope.ts';

/** What claims photos, and who may see them through that. */
export interface ClaimRequest {
  readonly ownerId: string;
  readonly photoIds: readonly string[];
  readonly claim: string;
  readonly isPublic: boolean;
}

const atOnce = 8;

/**
 * Claims photos for one thing, all or none; repeating a claim changes nothing. 404 when one of them is not there, not
 * ready or not the owner's; those claimed until then are let go again. After any other failure they stay: the caller may be
 * asking again already, and releases what nothing came of.
 */
export async function claimPhotos(scope: Pick<Scope, 'items' | 'known'>, request: ClaimRequest): Promise<Photo[]> {
  const { claim, ownerId } = request;
  const added = new Set<string>();
  const limit = pLimit(atOnce);
  const claimOne = async (photoId: string): Promise<Photo> => {
    const photo = await scope.items.change(photoId, (found) => {
      added.delete(photoId);
      if (found.ownerId !== ownerId || found.state !== 'ready') {
        return undefined;
      }
      const claimed = withClaim(found, claim, request.isPublic ? 'public' : 'restricted');
      if (claimed !== found) {
        added.add(photoId);
      }
      return { photo: claimed };
    });
    if (photo?.ownerId !== ownerId || photo.state !== 'ready') {
      throw errors.photoNotFound();
    }
    return photo;
  };
  // Each photo once, however often it is named: two writers of one item would only wait for each other.
  const distinct = [...new Set(request.photoIds)];
  const results = await Promise.allSettled(distinct.map((photoId) => limit(() => claimOne(photoId))));
  scope.known.distrust(distinct);
  const failure = results.find((result) => result.status === 'rejected');
  if (failure && isAppError(failure.reason)) {
    await Promise.all(
      [...added].map((id) => limit(() => scope.items.change(id, (photo) => ({ photo: withoutClaim(photo, claim) })))),
    );
  }
  if (failure) {
    throw failure.reason;
  }
  const photos = new Map(
    results.map((result) => (result.status === 'fulfilled' ? [result.value.id, result.value] : ['', undefined])),
  );
  return request.photoIds.flatMap((id) => photos.get(id) ?? []);
}
