import { LockMode } from '@mikro-orm/postgresql';
import type { EntityManager } from '@mikro-orm/postgresql';
import { errors } from '../errors.ts';
import type { Actor, Scope } from '../scope.ts';
import { transact } from '../transact.ts';
import { withClaims } from '../with-claims.ts';
import { Person, avatarClaim, releaseAvatar, toNameKey } from './person.entity.ts';

/** What of one's profile to change; what is not given stays. */
export interface ProfileChanges {
  readonly name?: string | undefined;
  readonly bio?: string | undefined;
  readonly avatarPhotoId?: string | null | undefined;
}

/** Changes one's profile. A new avatar is claimed first, under `claimId`, so that a profile never shows a photo that is not kept. */
export async function updateMe(scope: Scope, actor: Actor, changes: ProfileChanges, claimId: string): Promise<void> {
  const { avatarPhotoId } = changes;
  const change = (em: EntityManager): Promise<void> => changeProfile(em, actor, changes, claimId);
  if (typeof avatarPhotoId === 'string') {
    const claims = [{ claim: avatarClaim(claimId), isPublic: true }];
    await withClaims(scope, { ownerId: actor.id, photoIds: [avatarPhotoId], claims }, change);
  } else {
    await transact(scope, change);
  }
}

async function changeProfile(em: EntityManager, actor: Actor, changes: ProfileChanges, claimId: string): Promise<void> {
  const { name, bio, avatarPhotoId } = changes;
  const person = await em.findOne(Person, { id: actor.id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!person) {
    throw errors.personNotFound();
  }
  if (name !== undefined) {
    person.name = name;
    person.nameKey = toNameKey(name);
  }
  if (bio !== undefined) {
    person.bio = bio;
  }
  if (avatarPhotoId !== undefined) {
    releaseAvatar(em, person);
    person.avatarPhotoId = avatarPhotoId;
    person.avatarClaimId = avatarPhotoId === null ? null : claimId;
  }
}
