import { createEvent } from '@tintype/events';
import { errors } from '../errors.ts';
import type { Photo } from './photo.entity.ts';
import type { PhotoFiles, VariantFile } from './photo-files.gateway.ts';
import type { PhotoItems } from './photo-items.gateway.ts';

/** Keeps items and bytes of photos in step, so that a crash anywhere leaves what the sweeper finds and nothing else. */
export interface PhotoVault {
  /** Stores a photo; when it returns, every byte is there. Repeated under the same id it returns the photo that is there. */
  keep(photo: Photo, original: Buffer, variants: readonly VariantFile[]): Promise<Photo>;
  /** Removes a photo for good if it `may` be, or is doomed already; whether it is gone now. */
  erase(photoId: string, may: (photo: Photo) => boolean): Promise<boolean>;
}

/** Joins items and bytes to one store; `onErased` is told of every photo that is gone. */
export function createPhotoVault(options: {
  items: PhotoItems;
  files: PhotoFiles;
  onErased: (photoId: string) => void;
}): PhotoVault {
  const { items, files } = options;
  return {
    keep: async (photo, original, variants) => {
      const existing = await items.begin(photo);
      if (existing?.ownerId === photo.ownerId && existing.state === 'ready') {
        return existing;
      }
      if (existing && (existing.ownerId !== photo.ownerId || existing.state !== 'storing')) {
        throw errors.uploadGone();
      }
      await Promise.all([
        files.storeVariants(photo.id, variants),
        files.storeOriginal(photo.id, { data: original, contentType: photo.contentType, sha256: photo.sha256 }),
      ]);
      const stored = await items.change(photo.id, (found) =>
        found.state === 'storing' ? { photo: { ...found, state: 'ready' } } : undefined,
      );
      if (stored?.state !== 'ready') {
        throw errors.uploadGone();
      }
      return stored;
    },
    erase: async (photoId, may) => {
      // First nobody can claim or see it any more, then the bytes go, then the fact is told.
      const doomed = await items.change(photoId, (photo) =>
        photo.state !== 'deleted' && photo.state !== 'deleting' && may(photo)
          ? { photo: { ...photo, state: 'deleting' } }
          : undefined,
      );
      if (doomed?.state !== 'deleting') {
        return doomed?.state === 'deleted';
      }
      options.onErased(photoId);
      await files.remove(photoId, Object.keys(doomed.files));
      await items.change(photoId, (photo) =>
        photo.state === 'deleting'
          ? {
              photo: { ...photo, state: 'deleted', claims: {}, changes: {} },
              events: [createEvent('photo.deleted', { photoId, ownerId: photo.ownerId })],
            }
          : undefined,
      );
      return true;
    },
  };
}
