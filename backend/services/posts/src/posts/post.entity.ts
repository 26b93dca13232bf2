import { defineEntity, p, raw } from '@mikro-orm/postgresql';
import type { EntityManager, InferEntity } from '@mikro-orm/postgresql';
import { Album } from '../albums/album.entity.ts';
import { Person } from '../people/person.entity.ts';

/** A post. The counts change in the transaction that adds or removes what they count. */
export const Post = defineEntity({
  name: 'Post',
  tableName: 'posts',
  properties: {
    id: p.uuid().primary(),
    authorId: () => p.manyToOne(Person).mapToPk().fieldName('author_id').deleteRule('cascade').index(false),
    caption: p.text(),
    visibility: p
      .text()
      .$type<'public' | 'followers' | 'private'>()
      .check("visibility in ('public', 'followers', 'private')"),
    createdAt: p.datetime().length(3),
    likeCount: p.integer().default(0).check('like_count >= 0'),
    commentCount: p.integer().default(0).check('comment_count >= 0'),
    albumId: () =>
      p.manyToOne(Album).mapToPk().fieldName('album_id').nullable().deleteRule('set null').index('posts_of_album'),
  },
  indexes: [
    // The audience travels along, so that counting and skipping what a viewer may not see reads the index only.
    {
      name: 'posts_of_author',
      expression: 'create index posts_of_author on posts (author_id, id) include (visibility)',
    },
    { name: 'posts_public', expression: "create index posts_public on posts (id) where visibility = 'public'" },
  ],
});
export type Post = InferEntity<typeof Post>;

/**
 * Holds a post until the transaction ends, before anything about it is added or removed.
 * Without this, somebody who likes and the author who deletes the post would take the post and the like in opposite orders,
 * and wait for each other until Postgres sees the circle, a second later.
 */
export async function holdPost(em: EntityManager, postId: string): Promise<void> {
  await em.execute('select id from posts where id = ? for no key update', [postId]);
}

/** Changes a count of a post where it is, so that many changes at once all take; says whether the post is still there. */
export async function addToCount(
  em: EntityManager,
  postId: string,
  count: 'likeCount' | 'commentCount',
  by: 1 | -1,
): Promise<boolean> {
  const column = count === 'likeCount' ? 'like_count' : 'comment_count';
  const changed = await em.nativeUpdate(Post, { id: postId }, { [count]: raw(`${column} + ?`, [by]) });
  return changed === 1;
}

/** A photo of a post, with what showing it needs; its bytes are with media. */
export const PostPhoto = defineEntity({
  name: 'PostPhoto',
  tableName: 'post_photos',
  properties: {
    postId: () => p.manyToOne(Post).mapToPk().primary().fieldName('post_id').deleteRule('cascade').index(false),
    position: p.smallint().primary(),
    photoId: p.uuid(),
    alt: p.text(),
    width: p.integer(),
    height: p.integer(),
    thumbhash: p.text(),
  },
  uniques: [{ name: 'post_photos_once', properties: ['photoId', 'postId'] }],
});
export type PostPhoto = InferEntity<typeof PostPhoto>;

/** The claim under which media keeps the photos of a post. */
export function postClaim(postId: string): string {
  return `post:${postId}`;
}

/** The photos of a post, in their order. */
export async function photoIdsOf(em: EntityManager, postId: string): Promise<string[]> {
  const photos = await em.find(PostPhoto, { postId }, { fields: ['photoId'], orderBy: { position: 'asc' } });
  return photos.map((photo) => photo.photoId);
}

/** How the newest post with this photo describes it; empty when none does. Only for whoever owns the photo. */
export async function altOf(em: EntityManager, photoId: string): Promise<string> {
  const photo = await em.findOne(PostPhoto, { photoId }, { orderBy: { postId: 'desc' } });
  return photo?.alt ?? '';
}
