import type { EntityManager } from '@mikro-orm/postgresql';
import { isAppError, unavailable } from '@tintype/errors';
import type { ClaimedPhoto } from '@tintype/grpc';
import { noteClaims, releaseAgain, releaseClaims, settleClaims } from './claims/pending-claim.entity.ts';
import { errors } from './errors.ts';
import type { Scope } from './scope.ts';
import { transact } from './transact.ts';

/** Photos of one owner, to be claimed for something that is about to show them. */
export interface PhotosToClaim {
  readonly ownerId: string;
  readonly photoIds: readonly string[];
  readonly claims: readonly { readonly claim: string; readonly isPublic: boolean }[];
  /** Whether an earlier try under the same claims came to its end; only for what can be repeated under them. */
  readonly isDone?: (em: EntityManager) => Promise<boolean>;
}

/**
 * Claims photos and then does the work that shows them in one transaction, so that nothing is ever seen without its photos.
 * The claims are noted before: where a process dies on the way, the sweep lets go of them. A note and what shows its
 * photos are never there together, so the sweep need not ask: whoever notes looks for it afterwards, in one transaction, and
 * whoever shows it takes the note away, or gives up.
 */
export async function withClaims(
  scope: Scope,
  { ownerId, photoIds, claims, isDone = async () => false }: PhotosToClaim,
  work: (em: EntityManager, photos: readonly ClaimedPhoto[]) => Promise<void>,
): Promise<void> {
  const keys = claims.map(({ claim }) => claim);
  const isWanted = await transact(scope, async (em) => {
    if (!(await noteClaims(em, keys, photoIds))) {
      throw errors.photoNotFound();
    }
    if (await isDone(em)) {
      await settleClaims(em, keys);
      return false;
    }
    return true;
  });
  if (!isWanted) {
    return;
  }
  try {
    const photos = await claimAll(scope, { ownerId, photoIds, claims });
    const isShown = await transact(scope, async (em) => {
      if (await settleClaims(em, keys)) {
        await work(em, photos);
        return true;
      }
      if (await isDone(em)) {
        return true;
      }
      await releaseAgain(em, keys);
      return false;
    });
    if (!isShown) {
      throw unavailable(1, 'This took too long. Try again.');
    }
  } catch (error) {
    // After any other fault it is not known what stands; the sweep comes later.
    if (isAppError(error) && error.status < 500) {
      await transact(scope, (em) => releaseClaims(em, { claim: { $in: keys } }, keys.length));
    }
    throw error;
  }
}

async function claimAll(
  scope: Pick<Scope, 'gateways'>,
  { ownerId, photoIds, claims }: PhotosToClaim,
): Promise<readonly ClaimedPhoto[]> {
  const answers: (readonly ClaimedPhoto[])[] = [];
  for (const { claim, isPublic } of claims) {
    answers.push(await scope.gateways.photos.claim({ ownerId, photoIds, claim, isPublic }));
  }
  const byId = new Map(answers[0]?.map((photo) => [photo.id, photo]));
  return photoIds.map((id) => {
    const photo = byId.get(id);
    if (!photo) {
      throw errors.photoNotFound();
    }
    return photo;
  });
}
