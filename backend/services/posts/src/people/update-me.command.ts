import { LockMode } from '@mikro-orm/postgresql';
import { errors } from '../errors.ts';
import type { Actor, Scope } from '../scope.ts';
import { transact } from '../transact.ts';
import { Person, avatarClaim, releaseAvatar, toNameKey } from './person.entity.ts';

/** What of one's profile to change; what is not given stays. */
export interface ProfileChanges {
  readonly name?: string | undefined;
  readonly bio?: string | undefined;
  readonly avatarPhotoId?: string | null | undefined;
}

/** Changes one's profile. A new avatar is claimed first, under `claimId`, so that a profile never shows a photo that is not kept. */
export async function updateMe(scope: Scope, actor: Actor, changes: ProfileChanges, claimId: string): Promise<void> {
  const { name, bio, avatarPhotoId } = changes;
  if (typeof avatarPhotoId === 'string') {
    const claim = avatarClaim(claimId);
    await scope.gateways.photos.claim({ ownerId: actor.id, photoIds: [avatarPhotoId], claim, isPublic: true });
  }
  await transact(scope, async (em) => {
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
  });
}
