import type { Scope } from '../scope.ts';
import { transact } from '../transact.ts';
import { PendingClaim, releaseClaims } from './pending-claim.entity.ts';

const hourMilliseconds = 3600 * 1000;
const leftMilliseconds = hourMilliseconds;
/** Longer than a request may be repeated by its key, which is 24 h. */
const rememberedMilliseconds = 48 * hourMilliseconds;
const batchSize = 100;

/** Lets go of claims that were noted more than an hour before `now` and that nothing came to show; answers how many. */
export async function sweepClaims(scope: Pick<Scope, 'em' | 'wakeRelay'>, now: number): Promise<number> {
  const left = { createdAt: { $lt: new Date(now - leftMilliseconds) } };
  let released = 0;
  let inBatch: number;
  do {
    inBatch = await transact(scope, (em) => releaseClaims(em, left, batchSize));
    released += inBatch;
  } while (inBatch === batchSize);
  await scope.em.fork().nativeDelete(PendingClaim, { releasedAt: { $lt: new Date(now - rememberedMilliseconds) } });
  return released;
}
