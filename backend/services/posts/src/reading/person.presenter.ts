import type { MediaUrls } from '@tintype/media-urls';
import type { ListedPersonRow, PersonRow } from './rows.ts';

/** A person as a card shows them. Avatars are public, whoever looks. */
export function presentPerson(person: PersonRow, urls: MediaUrls) {
  return {
    id: person.id,
    handle: person.handle,
    name: person.name,
    avatarUrl: person.avatarPhotoId === null ? null : urls.square(person.avatarPhotoId, 'public'),
  };
}

/** A person in a list, with how the viewer stands to them. */
export function presentListedPerson(person: ListedPersonRow, urls: MediaUrls) {
  return { ...presentPerson(person, urls), viewer: person.viewer };
}
