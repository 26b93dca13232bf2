import { defineEntity, p } from '@mikro-orm/postgresql';
import type { InferEntity } from '@mikro-orm/postgresql';
import { Person } from '../people/person.entity.ts';
import { Post } from '../posts/post.entity.ts';

/** Somebody likes a post. */
export const Like = defineEntity({
  name: 'Like',
  tableName: 'likes',
  properties: {
    postId: () => p.manyToOne(Post).mapToPk().primary().fieldName('post_id').deleteRule('cascade').index(false),
    personId: () =>
      p.manyToOne(Person).mapToPk().primary().fieldName('person_id').deleteRule('cascade').index('likes_of_person'),
    createdAt: p.datetime().length(3),
  },
});
export type Like = InferEntity<typeof Like>;
