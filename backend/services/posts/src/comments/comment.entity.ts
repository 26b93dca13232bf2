import { defineEntity, p } from '@mikro-orm/postgresql';
import type { InferEntity } from '@mikro-orm/postgresql';
import { Person } from '../people/person.entity.ts';
import { Post } from '../posts/post.entity.ts';

/** A comment on a post. */
export const Comment = defineEntity({
  name: 'Comment',
  tableName: 'comments',
  properties: {
    id: p.uuid().primary(),
    postId: () => p.manyToOne(Post).mapToPk().fieldName('post_id').deleteRule('cascade').index(false),
    authorId: () =>
      p.manyToOne(Person).mapToPk().fieldName('author_id').deleteRule('cascade').index('comments_of_author'),
    text: p.text(),
    createdAt: p.datetime().length(3),
  },
  indexes: [{ name: 'comments_of_post', properties: ['postId', 'id'] }],
});
export type Comment = InferEntity<typeof Comment>;
