import type { Photo } from './photo.entity.ts';

/** The facts and the original are the owner's alone; others see variants, through posts and albums. */
export function mayRead(actor: { readonly id: string }, photo: Photo): boolean {
  return photo.ownerId === actor.id && photo.state === 'ready';
}

/** The owner may delete a photo, again too when it is going or gone already. */
export function mayDelete(actor: { readonly id: string }, photo: Photo): boolean {
  return photo.ownerId === actor.id && photo.state !== 'storing';
}
