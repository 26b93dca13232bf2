import { recordEvent } from '@tintype/database';
import { v7 as uuidv7 } from 'uuid';
import { errors } from '../errors.ts';
import { addRecentPosts } from '../feed/feed-item.entity.ts';
import { countFollow } from '../people/person.entity.ts';
import { findPerson } from '../reading/find-person.query.ts';
import type { Actor, Scope } from '../scope.ts';
import { transact } from '../transact.ts';
import { Follow } from './follow.entity.ts';

/** Follows a person, whose recent posts come into the actor's feed; following again changes nothing. */
export async function followPerson(scope: Scope, actor: Actor, handle: string): Promise<void> {
  const followee = await findPerson(scope, actor.id, handle);
  if (followee.id === actor.id) {
    throw errors.cannotFollowSelf();
  }
  const follow = { followerId: actor.id, followeeId: followee.id };
  await transact(scope, async (em) => {
    const inserted = await em
      .createQueryBuilder(Follow)
      .insert({ ...follow, id: uuidv7(), createdAt: new Date() })
      .onConflict(['followerId', 'followeeId'])
      .ignore()
      .execute('run');
    if (inserted.affectedRows === 0) {
      return;
    }
    await countFollow(em, follow, 1);
    await addRecentPosts(em, follow);
    recordEvent(em, 'follow.accepted', follow);
  });
}
