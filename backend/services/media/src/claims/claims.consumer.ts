import type { EventHandler } from '@tintype/events';
import type { Scope } from '../scope.ts';
import { changeAudience } from './change-audience.command.ts';
import { deleteOwned } from './delete-owned.command.ts';
import { releasePhotos } from './release-photos.command.ts';

export const claimEvents = ['post.deleted', 'post.visibility_changed', 'photos.released', 'user.deleted'] as const;

/** Keeps claims as posts, albums and people say they are. Every change is safe to repeat, so no inbox is needed. */
export function keepClaims(scope: Scope): EventHandler<(typeof claimEvents)[number]> {
  return async (event) => {
    switch (event.name) {
      case 'post.deleted':
        return releasePhotos(scope, `post:${event.payload.postId}`, event.payload.photoIds);
      case 'photos.released':
        return releasePhotos(scope, event.payload.claim, event.payload.photoIds);
      case 'post.visibility_changed':
        return changeAudience(scope, {
          claim: `post:${event.payload.postId}`,
          photoIds: event.payload.photoIds,
          isPublic: event.payload.visibility === 'public',
          eventId: event.id,
        });
      case 'user.deleted':
        return deleteOwned(scope, event.payload.userId);
    }
  };
}

export const photoEvents = ['post.deleted', 'post.visibility_changed', 'photos.released', 'photo.deleted'] as const;

/** Has every replica look photos up anew when something about them changes, whichever replica changes it. */
export function distrustPhotos(scope: Pick<Scope, 'known'>): EventHandler<(typeof photoEvents)[number]> {
  return async (event) => {
    scope.known.distrust(event.name === 'photo.deleted' ? [event.payload.photoId] : event.payload.photoIds);
  };
}
