import { defineEntity, p, raw } from '@mikro-orm/postgresql';
import type { EntityManager, InferEntity } from '@mikro-orm/postgresql';
import { recordEvent } from '@tintype/database';

/** Somebody with a profile. The id is the one that auth gave to the account. */
export const Person = defineEntity({
  name: 'Person',
  tableName: 'people',
  properties: {
    id: p.uuid().primary(),
    // Compared byte by byte, so that the unique index also finds what begins with some letters.
    handle: p.text().collation('C').unique('people_handle_unique'),
    name: p.text(),
    /** The name as search compares it; lower case made here does not depend on the locale of the database. */
    nameKey: p.text().collation('C').index('people_by_name_key'),
    bio: p.text().default(''),
    avatarPhotoId: p.uuid().nullable(),
    /** Under which media keeps the avatar: another each time, so that letting go of the last one never takes the new one along. */
    avatarClaimId: p.uuid().nullable(),
    createdAt: p.datetime().length(3),
    followerCount: p.integer().default(0).check('follower_count >= 0'),
    followingCount: p.integer().default(0).check('following_count >= 0'),
  },
  indexes: [{ name: 'people_by_followers', properties: ['followerCount', 'id'] }],
});
export type Person = InferEntity<typeof Person>;

/** An account that was deleted: keeps a late `user.registered` from bringing its profile back. */
export const DepartedPerson = defineEntity({
  name: 'DepartedPerson',
  tableName: 'departed_people',
  properties: {
    id: p.uuid().primary(),
    departedAt: p.datetime().length(3),
  },
});
export type DepartedPerson = InferEntity<typeof DepartedPerson>;

/** A name in the form in which search compares names. */
export function toNameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

/** Counts a follow that began or ended, with both people, always in the same order so that two follows never lock each other. */
export async function countFollow(
  em: EntityManager,
  follow: { followerId: string; followeeId: string },
  by: 1 | -1,
): Promise<void> {
  const changes = [
    { id: follow.followerId, change: { followingCount: raw('following_count + ?', [by]) } },
    { id: follow.followeeId, change: { followerCount: raw('follower_count + ?', [by]) } },
  ].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const { id, change } of changes) {
    await em.nativeUpdate(Person, { id }, change);
  }
}

/** The claim under which media keeps an avatar. */
export function avatarClaim(claimId: string): string {
  return `avatar:${claimId}`;
}

/** Tells media that somebody's avatar is one no longer. */
export function releaseAvatar(em: EntityManager, person: Person): void {
  if (person.avatarPhotoId && person.avatarClaimId) {
    recordEvent(em, 'photos.released', { claim: avatarClaim(person.avatarClaimId), photoIds: [person.avatarPhotoId] });
  }
}
