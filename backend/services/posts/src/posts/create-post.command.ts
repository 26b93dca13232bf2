import type { EntityManager } from '@mikro-orm/postgresql';
import { recordEvent } from '@tintype/database';
import { isAppError } from '@tintype/errors';
import { Album, addPhotos, albumCapacity, albumClaim } from '../albums/album.entity.ts';
import type { PhotoToAdd } from '../albums/album.entity.ts';
import { errors } from '../errors.ts';
import { FeedItem } from '../feed/feed-item.entity.ts';
import type { Visibility } from '../reading/visibility.ts';
import type { Actor, Scope } from '../scope.ts';
import { sqlStateOf, transact } from '../transact.ts';
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
 * not come about is released, or stays with media as a leftover, but never the other way round.
 */
export async function createPost(scope: Scope, actor: Actor, post: PostToCreate): Promise<void> {
  if (await isThere(scope, actor, post.id)) {
    return;
  }
  const { albumId } = post;
  if (albumId !== undefined) {
    await checkAlbum(scope, actor, albumId, post.photos.length);
  }
  const photos = await claimPhotos(scope, actor, post);
  try {
    await transact(scope, async (em) => {
      insertPost(em, actor, post, photos);
      if (albumId !== undefined && !(await addPhotos(em, { albumId, claimId: post.id, photos }))) {
        throw errors.albumFull();
      }
    });
  } catch (error) {
    if (sqlStateOf(error) === '23505' && (await isThere(scope, actor, post.id))) {
      return;
    }
    if (isAppError(error) && error.status < 500) {
      await releasePhotos(scope, post);
    }
    throw error;
  }
}

async function isThere(scope: Scope, actor: Actor, postId: string): Promise<boolean> {
  return (await scope.em.fork().count(Post, { id: postId, authorId: actor.id })) > 0;
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

async function claimPhotos(scope: Scope, actor: Actor, post: PostToCreate): Promise<PhotoToAdd[]> {
  const photoIds = post.photos.map((photo) => photo.id);
  const isPublic = post.visibility === 'public';
  const { photos: gateway } = scope.gateways;
  const claimed = await gateway.claim({ ownerId: actor.id, photoIds, claim: postClaim(post.id), isPublic });
  if (post.albumId !== undefined) {
    await gateway.claim({ ownerId: actor.id, photoIds, claim: albumClaim(post.id), isPublic: false });
  }
  const byId = new Map(claimed.map((photo) => [photo.id, photo]));
  return post.photos.map(({ id, alt }) => {
    const photo = byId.get(id);
    if (!photo) {
      throw errors.photoNotFound();
    }
    return { id, alt, width: photo.width, height: photo.height, thumbhash: photo.thumbhash };
  });
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

async function releasePhotos(scope: Scope, post: PostToCreate): Promise<void> {
  const photoIds = post.photos.map((photo) => photo.id);
  await transact(scope, async (em) => {
    recordEvent(em, 'photos.released', { claim: postClaim(post.id), photoIds });
    if (post.albumId !== undefined) {
      recordEvent(em, 'photos.released', { claim: albumClaim(post.id), photoIds });
    }
  });
}
