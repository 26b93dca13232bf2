import { recordEvent } from '@tintype/database';
import { removePosts } from '../feed/feed-item.entity.ts';
import { countFollow } from '../people/person.entity.ts';
import { findPerson } from '../reading/find-person.query.ts';
import type { Actor, Scope } from '../scope.ts';
import { transact } from '../transact.ts';
import { Follow } from './follow.entity.ts';

/** Stops following a person, whose posts leave the actor's feed; without a follow nothing changes. */
export async function unfollowPerson(scope: Scope, actor: Actor, handle: string): Promise<void> {
  const followee = await findPerson(scope, actor.id, handle);
  const follow = { followerId: actor.id, followeeId: followee.id };
  await transact(scope, async (em) => {
    if ((await em.nativeDelete(Follow, follow)) === 0) {
      return;
    }
    await countFollow(em, follow, -1);
    await removePosts(em, follow);
    recordEvent(em, 'follow.ended', follow);
  });
}
