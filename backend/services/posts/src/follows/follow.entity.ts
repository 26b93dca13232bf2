import { defineEntity, p } from '@mikro-orm/postgresql';
import type { InferEntity } from '@mikro-orm/postgresql';
import { Person } from '../people/person.entity.ts';

/** One person follows another. `id` is a UUIDv7 and gives lists of followers their order. */
export const Follow = defineEntity({
  name: 'Follow',
  tableName: 'follows',
  properties: {
    followerId: () =>
      p.manyToOne(Person).mapToPk().primary().fieldName('follower_id').deleteRule('cascade').index(false),
    followeeId: () =>
      p.manyToOne(Person).mapToPk().primary().fieldName('followee_id').deleteRule('cascade').index(false),
    id: p.uuid(),
    createdAt: p.datetime().length(3),
  },
  indexes: [
    { name: 'follows_of_followee', properties: ['followeeId', 'id'] },
    { name: 'follows_of_follower', properties: ['followerId', 'id'] },
  ],
  checks: [{ name: 'follows_not_self', expression: 'follower_id <> followee_id' }],
});
export type Follow = InferEntity<typeof Follow>;
