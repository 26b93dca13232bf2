import type { Readable } from 'node:stream';
import { errors } from '../errors.ts';
import type { Actor, Scope } from '../scope.ts';
import type { Photo } from './photo.entity.ts';
import { mayRead } from './photo.policy.ts';

/** The file as it was sent, for its owner; 404 for anybody else. */
export async function openOriginal(
  scope: Scope,
  actor: Actor,
  photoId: string,
): Promise<{ photo: Photo; bytes: Readable }> {
  const photo = await scope.items.find(photoId);
  const bytes = photo && mayRead(actor, photo) ? await scope.files.openOriginal(photoId) : undefined;
  if (!photo || !bytes) {
    throw errors.photoNotFound();
  }
  return { photo, bytes };
}
