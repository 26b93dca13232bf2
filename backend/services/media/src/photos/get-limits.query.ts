import type { Actor, Scope } from '../scope.ts';
import { limits } from '../upload-limits.ts';

const dayMilliseconds = 24 * 3600 * 1000;

/** What is accepted, and how many photos a person may still upload today. */
export async function getLimits(scope: Scope, actor: Actor | undefined) {
  const { perDay } = scope.quota;
  const used = actor ? await scope.items.countSince(actor.id, new Date(scope.now() - dayMilliseconds)) : 0;
  return {
    types: [...limits.types],
    maxBytes: limits.maxBytes,
    maxPixels: limits.maxPixels,
    maxAspectRatio: limits.maxAspectRatio,
    photosPerPost: limits.photosPerPost,
    quota: actor ? { photos: perDay, photosLeft: Math.max(0, perDay - used) } : null,
  };
}
