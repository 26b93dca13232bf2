import type { Api } from '../../core/api/generated/api';
import { getPhoto } from '../../core/api/generated/fn/media/get-photo';
import type { Photo } from '../../core/api/generated/models/photo';
import { toApiProblem } from '../../core/errors/api-problem';
import type { Preview } from '../../pattern/photo-uploader/preview';
import type { UploadItem } from '../../pattern/photo-uploader/upload-item';
import type { DraftPhoto } from './draft';

type Restored = Omit<UploadItem, 'id' | 'file'>;

/** Asks the server for the photos of a draft: their addresses have expired, and some may be gone. */
export async function restorePhotos(
  api: Api,
  photos: readonly DraftPhoto[],
): Promise<{ found: readonly Restored[]; goneCount: number }> {
  const answers = await Promise.all(photos.map((photo) => restore(api, photo)));
  const found = answers.filter((answer) => answer !== null);
  return { found, goneCount: photos.length - found.length };
}

async function restore(api: Api, draft: DraftPhoto): Promise<Restored | null> {
  const { id, name, size, width, height, alt } = draft;
  const restored = { name, size, alt, preview: null, state: { kind: 'ready', photo: { id, width, height } } } as const;
  try {
    return { ...restored, preview: previewOf(await api.invoke(getPhoto, { photoId: id })) };
  } catch (error) {
    // Without an answer it is taken to be there: publishing will tell.
    return toApiProblem(error).status === 404 ? null : restored;
  }
}

function previewOf({ variants, width, height }: Photo): Preview | null {
  const shape = width / height;
  const variant = variants.find((one) => one.width >= 320 && Math.abs(one.width / one.height / shape - 1) < 0.04);
  return variant ? { url: variant.url, width: variant.width, height: variant.height } : null;
}
