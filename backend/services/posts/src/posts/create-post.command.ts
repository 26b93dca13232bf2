import type { EntityManager } from '@mikro-orm/postgresql';
import { recordEvent } from '@tintype/database';
import { Album, addPhotos, albumCapacity, albumClaim } from '../albums/album.entity.ts';
import type { PhotoToAdd } from '../albums/album.entity.ts';
import { errors } from '../errors.ts';
import { FeedItem } from '../feed/feed-item.entity.ts';
import type { Visibility } from '../reading/visibility.ts';
import type { Actor, Scope } from '../scope.ts';
import { withClaims } from '../with-claims.ts';
import { Post, PostPhoto, postClaim } from './post.entity.ts';

/** A post to publish, under an id that is the same again when the request is repeated. */
export interface PostToCreate {
  readonly id: string;
  readonly photos: readonly { readonly id: string; readonly alt: string }[];
  readonly caption: string;
  readonly visibility: Visibility;
  readonly albumId?: string | undefined;
}

/**
 * Publishes a post. Its photos are claimed first, so that no post is ever seen without them; what is claimed for a post that then does
 * not come about is let go of, and never the other way round.
 */
export async function createPost(scope: Scope, actor: Actor, post: PostToCreate): Promise<void> {
  const isDone = (em: EntityManager): Promise<boolean> => isThere(em, actor, post.id);
  if (await isDone(scope.em.fork())) {
    return;
  }
  const { albumId } = post;
  const claims = [{ claim: postClaim(post.id), isPublic: post.visibility === 'public' }];
  if (albumId !== undefined) {
    await checkAlbum(scope, actor, albumId, post.photos.length);
    claims.push({ claim: albumClaim(post.id), isPublic: false });
  }
  const photoIds = post.photos.map((photo) => photo.id);
  await withClaims(scope, { ownerId: actor.id, photoIds, claims, isDone }, async (em, claimed) => {
    const altById = new Map(post.photos.map(({ id, alt }) => [id, alt]));
    const photos = claimed.map(({ id, width, height, thumbhash }) => {
      return { id, alt: altById.get(id) ?? '', width, height, thumbhash };
    });
    insertPost(em, actor, post, photos);
    if (albumId !== undefined && !(await addPhotos(em, { albumId, claimId: post.id, photos }))) {
      throw errors.albumFull();
    }
  });
}

async function isThere(em: EntityManager, actor: Actor, postId: string): Promise<boolean> {
  return (await em.count(Post, { id: postId, authorId: actor.id })) > 0;
}

async function checkAlbum(scope: Scope, actor: Actor, albumId: string, photos: number): Promise<void> {
  const album = await scope.em.findOne(Album, { id: albumId, ownerId: actor.id });
  if (!album) {
    throw errors.albumNotFound();
  }
  if (album.photoCount + photos > albumCapacity) {
    throw errors.albumFull();
  }
}

function insertPost(em: EntityManager, actor: Actor, post: PostToCreate, photos: readonly PhotoToAdd[]): void {
  const { id: postId, caption, visibility, albumId } = post;
  em.create(Post, {
    id: postId,
    authorId: actor.id,
    caption,
    visibility,
    createdAt: new Date(),
    albumId: albumId ?? null,
  });
  for (const [position, { id: photoId, ...photo }] of photos.entries()) {
    em.create(PostPhoto, { postId, position, photoId, ...photo });
  }
  em.create(FeedItem, { viewerId: actor.id, postId });
  recordEvent(em, 'post.published', { postId, authorId: actor.id, visibility });
}
