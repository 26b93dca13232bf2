import { errors } from '../errors.ts';
import type { Actor, Scope } from '../scope.ts';
import { isClaimed } from './photo.entity.ts';
import { mayDelete } from './photo.policy.ts';

/** Deletes a photo of one's own for good; 409 while a post, an album or a profile shows it. */
export async function deletePhoto(scope: Scope, actor: Actor, photoId: string): Promise<void> {
  const photo = await scope.items.find(photoId);
  if (!photo || !mayDelete(actor, photo)) {
    throw errors.photoNotFound();
  }
  if (!(await scope.vault.erase(photoId, (found) => !isClaimed(found)))) {
    throw errors.photoInUse();
  }
}
