import { defineRoutes } from '@tintype/http';
import type { Scope } from '../scope.ts';
import { checkQuota } from './check-quota.query.ts';
import { createPhoto } from './create-photo.command.ts';
import { deletePhoto } from './delete-photo.command.ts';
import { getLimits } from './get-limits.query.ts';
import { getPhoto } from './get-photo.query.ts';
import { openOriginal } from './open-original.query.ts';
import { presentPhoto } from './photo.presenter.ts';
import { DeletePhoto, GetLimits, GetOriginal, GetPhoto, UploadPhoto } from './photos.schema.ts';

export const photoRoutes = defineRoutes<Scope>((routes) => {
  routes.add(GetLimits, async ({ scope, actor }) => getLimits(scope, actor));

  routes.add(
    UploadPhoto,
    async ({ scope, actor, newId, ctx }) => {
      const form = ctx.request.body as { sha256?: unknown } | undefined;
      return presentPhoto(await createPhoto(scope, actor, { id: newId, data: ctx.file.buffer, sha256: form?.sha256 }));
    },
    async ({ scope, actor, isRepeat }, next) => {
      // Whoever lost the answer to their last photo of the day gets it, and not a refusal.
      if (!(await isRepeat())) {
        await checkQuota(scope, actor);
      }
      await next();
    },
    ({ scope, actor, ctx }, next) => scope.intake.receive(ctx, actor, next),
  );

  routes.add(GetPhoto, async ({ scope, actor, params }) => presentPhoto(await getPhoto(scope, actor, params.photoId)));

  routes.add(DeletePhoto, async ({ scope, actor, params }) => deletePhoto(scope, actor, params.photoId));

  routes.add(GetOriginal, async ({ scope, actor, params, ctx }) => {
    const { photo, bytes } = await openOriginal(scope, actor, params.photoId);
    ctx.type = photo.contentType;
    ctx.length = photo.bytes;
    // A name of our own: what the file was called on somebody's disk is never kept.
    ctx.attachment(`photo-${photo.id}.${photo.contentType.slice('image/'.length)}`);
    ctx.set('Content-Security-Policy', "default-src 'none'; sandbox");
    ctx.body = bytes;
  });
});
