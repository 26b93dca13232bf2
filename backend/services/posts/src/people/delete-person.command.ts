import type { EntityManager } from '@mikro-orm/postgresql';
import { LockMode } from '@mikro-orm/postgresql';
import { recordEvent } from '@tintype/database';
import { albumClaim } from '../albums/album.entity.ts';
import { DepartedPerson, Person, releaseAvatar } from './person.entity.ts';

// What the deleted person added to counts of others; the rows themselves go with the person.
const recounts = [
  `update posts set like_count = like_count - 1 from likes l where l.post_id = posts.id and l.person_id = ?`,
  `update posts set comment_count = comment_count - theirs.number
   from (select post_id, count(*)::int as number from comments where author_id = ? group by post_id) theirs
   where theirs.post_id = posts.id`,
  `update people set follower_count = follower_count - 1 from follows f where f.followee_id = people.id and f.follower_id = ?`,
  `update people set following_count = following_count - 1 from follows f where f.follower_id = people.id and f.followee_id = ?`,
];

const posts = `
  select p.id as "postId", array_agg(photo.photo_id::text) as "photoIds"
  from posts p join post_photos photo on photo.post_id = p.id where p.author_id = ? group by p.id order by p.id`;

const albums = `
  select photo.claim_id as "claimId", array_agg(photo.photo_id::text) as "photoIds"
  from albums a join album_photos photo on photo.album_id = a.id where a.owner_id = ? group by photo.claim_id`;

/** Deletes a person with all they made, and tells which posts are gone and which photos are free. */
export async function deletePerson(em: EntityManager, personId: string): Promise<void> {
  await em.createQueryBuilder(DepartedPerson).insert({ id: personId, departedAt: new Date() }).onConflict(['id']).ignore().execute('run'); // prettier-ignore
  // The lock keeps out whatever else the person is doing at this moment.
  const person = await em.findOne(Person, { id: personId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!person) {
    return;
  }
  for (const { postId, photoIds } of await em.execute<{ postId: string; photoIds: string[] }[]>(posts, [personId])) {
    recordEvent(em, 'post.deleted', { postId, authorId: personId, photoIds });
  }
  for (const { claimId, photoIds } of await em.execute<{ claimId: string; photoIds: string[] }[]>(albums, [personId])) {
    recordEvent(em, 'photos.released', { claim: albumClaim(claimId), photoIds });
  }
  releaseAvatar(em, person);
  for (const recount of recounts) {
    await em.execute(recount, [personId], 'run');
  }
  await em.nativeDelete(Person, { id: personId });
}
