import { LockMode, defineEntity, p } from '@mikro-orm/postgresql';
import type { EntityManager, FilterQuery, InferEntity } from '@mikro-orm/postgresql';
import { recordEvent } from '@tintype/database';

/**
 * A claim that media was, or is about to be, asked for, and that nothing shows yet. What shows the photos deletes the row in
 * its own transaction. A released row stays for a while: a repeat under the same claim would meet the release on its way.
 */
export const PendingClaim = defineEntity({
  name: 'PendingClaim',
  tableName: 'pending_claims',
  properties: {
    claim: p.text().primary(),
    photoIds: p.json<readonly string[]>(),
    createdAt: p.datetime().length(3),
    releasedAt: p.datetime().length(3).nullable(),
  },
});
export type PendingClaim = InferEntity<typeof PendingClaim>;

const note = `
  insert into pending_claims as pending (claim, photo_ids, created_at) values (?, ?, ?)
  on conflict (claim) do update set created_at = excluded.created_at where pending.released_at is null`;

/** Notes that claims are about to be made, or are made anew; false when one of them was released meanwhile. */
export async function noteClaims(
  em: EntityManager,
  claims: readonly string[],
  photoIds: readonly string[],
): Promise<boolean> {
  let noted = 0;
  for (const claim of claims) {
    const { affectedRows } = await em.execute<{ affectedRows: number }>(
      note,
      [claim, JSON.stringify(photoIds), new Date()],
      'run',
    );
    noted += affectedRows;
  }
  return noted === claims.length;
}

/** Says, in the transaction that shows the photos, that claims are pending no longer; false when they were not any more. */
export async function settleClaims(em: EntityManager, claims: readonly string[]): Promise<boolean> {
  return (await em.nativeDelete(PendingClaim, { claim: { $in: claims }, releasedAt: null })) === claims.length;
}

/** Lets go of pending claims, of the oldest first, and passes over those that another transaction holds; answers how many. */
export async function releaseClaims(
  em: EntityManager,
  which: FilterQuery<PendingClaim>,
  limit: number,
): Promise<number> {
  const pending = await em.find(
    PendingClaim,
    { $and: [which, { releasedAt: null }] },
    { orderBy: { createdAt: 'asc' }, limit, lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE },
  );
  for (const row of pending) {
    row.releasedAt = new Date();
    recordRelease(em, row);
  }
  return pending.length;
}

/** Lets go once more of claims that were released while they were made: media may have heard of them in the other order. */
export async function releaseAgain(em: EntityManager, claims: readonly string[]): Promise<void> {
  const released = await em.find(PendingClaim, { claim: { $in: claims }, releasedAt: { $ne: null } });
  released.forEach((row) => recordRelease(em, row));
}

function recordRelease(em: EntityManager, { claim, photoIds }: PendingClaim): void {
  recordEvent(em, 'photos.released', { claim, photoIds: [...photoIds] });
}
