import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isAppError } from '@tintype/errors';
import { errors } from '../errors.ts';
import type { Actor, Scope } from '../scope.ts';
import { checkQuota } from './check-quota.query.ts';
import { viewOf } from './photo-view.ts';
import type { PhotoView } from './photo-view.ts';

/** The file as it arrived, and what its sender says about it. */
interface Upload {
  readonly id: string;
  readonly data: Buffer;
  readonly sha256: unknown;
}

const Digest = z.stringFormat('sha256', /^[0-9a-f]{64}$/i).optional();

/**
 * Takes in a photo: it is decoded, and every byte stored, before this returns. Under an id that was used before it meets
 * the photo that is there. 429 over the quota, 415 and 422 for what is no photo, 400 when `sha256` does not fit the bytes.
 */
export async function createPhoto(scope: Scope, actor: Actor, upload: Upload): Promise<PhotoView> {
  try {
    const view = await takeIn(scope, actor, upload);
    scope.countUpload('stored');
    return view;
  } catch (error) {
    scope.countUpload(isAppError(error) ? error.code : 'failed');
    throw error;
  }
}

async function takeIn(scope: Scope, actor: Actor, upload: Upload): Promise<PhotoView> {
  const digest = Digest.safeParse(upload.sha256);
  if (!digest.success) {
    throw errors.malformedDigest();
  }
  // Again, for the body took its time and others came in meanwhile.
  await checkQuota(scope, actor);
  const sha256 = createHash('sha256').update(upload.data).digest('hex');
  if (digest.data !== undefined && digest.data.toLowerCase() !== sha256) {
    throw errors.digestMismatch();
  }
  const { renditions, exif, ...facts } = await scope.darkroom.develop(upload.data);
  const photo = await scope.vault.keep(
    {
      id: upload.id,
      ownerId: actor.id,
      state: 'storing',
      createdAt: new Date(scope.now()).toISOString(),
      ...facts,
      sha256,
      bytes: upload.data.length,
      files: Object.fromEntries(renditions.map((file) => [file.name, file.data.length])),
      ...(exif && { exif }),
      claims: {},
      changes: {},
      revision: 1,
    },
    upload.data,
    renditions,
  );
  return viewOf(scope, photo);
}
