import { errors } from '../errors.ts';
import type { Actor, Scope } from '../scope.ts';

const dayMilliseconds = 24 * 3600 * 1000;

/** How many photos a person has uploaded within the last 24 hours. */
export async function countToday(scope: Pick<Scope, 'items' | 'now'>, personId: string): Promise<number> {
  return scope.items.countSince(personId, new Date(scope.now() - dayMilliseconds));
}

/** Throws 429 when a person has uploaded as many photos as they may within 24 hours. */
export async function checkQuota(scope: Pick<Scope, 'items' | 'quota' | 'now'>, actor: Actor): Promise<void> {
  const { perDay } = scope.quota;
  if ((await countToday(scope, actor.id)) >= perDay) {
    throw errors.quotaUsedUp(perDay);
  }
}
