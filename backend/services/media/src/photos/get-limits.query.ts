import type { Actor, Scope } from '../scope.ts';
import { limits } from '../upload-limits.ts';
import { countToday } from './check-quota.query.ts';

/** What is accepted, and how many photos a person may still upload today. */
export async function getLimits(scope: Scope, actor: Actor | undefined) {
  const { perDay } = scope.quota;
  const used = actor ? await countToday(scope, actor.id) : 0;
  return {
    types: [...limits.types],
    maxBytes: limits.maxBytes,
    maxPixels: limits.maxPixels,
    maxAspectRatio: limits.maxAspectRatio,
    photosPerPost: limits.photosPerPost,
    quota: actor ? { photos: perDay, photosLeft: Math.max(0, perDay - used) } : null,
  };
}
