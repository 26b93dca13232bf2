import { LockMode } from '@mikro-orm/postgresql';
import { recordEvent } from '@tintype/database';
import { errors } from '../errors.ts';
import { findVisiblePost } from '../reading/find-post.query.ts';
import type { Visibility } from '../reading/visibility.ts';
import type { Actor, Scope } from '../scope.ts';
import { transact } from '../transact.ts';
import { Post, PostPhoto, photoIdsOf } from './post.entity.ts';
import { canChangePost } from './post.policy.ts';

/** What of a post to change; what is not given stays. */
export interface PostChanges {
  readonly caption?: string | undefined;
  readonly visibility?: Visibility | undefined;
  readonly photos?: readonly { readonly id: string; readonly alt: string }[] | undefined;
}

/** Changes one's own post. From the commit on nobody is shown it who may not see it any more. */
export async function updatePost(scope: Scope, actor: Actor, postId: string, changes: PostChanges): Promise<void> {
  const post = await findVisiblePost(scope, actor.id, postId);
  if (!canChangePost(actor.id, post)) {
    throw errors.notYourPost();
  }
  const { caption, visibility, photos = [] } = changes;
  await transact(scope, async (em) => {
    const current = await em.findOne(Post, { id: postId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!current) {
      throw errors.postNotFound();
    }
    for (const { id: photoId, alt } of photos) {
      if ((await em.nativeUpdate(PostPhoto, { postId, photoId }, { alt })) === 0) {
        throw errors.photoNotFound();
      }
    }
    if (caption !== undefined) {
      current.caption = caption;
    }
    if (visibility !== undefined && visibility !== current.visibility) {
      current.visibility = visibility;
      const photoIds = await photoIdsOf(em, postId);
      recordEvent(em, 'post.visibility_changed', { postId, authorId: actor.id, visibility, photoIds });
    }
  });
}
