import { errors } from '../errors.ts';
import type { Actor, Scope } from '../scope.ts';
import { viewOf } from './photo-view.ts';
import type { PhotoView } from './photo-view.ts';
import { mayRead } from './photo.policy.ts';

/** A photo of one's own; 404 for anybody else's. */
export async function getPhoto(scope: Scope, actor: Actor, photoId: string): Promise<PhotoView> {
  const photo = await scope.items.find(photoId);
  if (!photo || !mayRead(actor, photo)) {
    throw errors.photoNotFound();
  }
  return viewOf(scope, photo);
}
