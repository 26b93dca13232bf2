import { z } from 'zod';
import { invalidInput } from '@tintype/errors';
import { PhotoServiceDefinition, implement } from '@tintype/grpc';
import type { Scope } from '../scope.ts';
import { claimPhotos } from './claim-photos.command.ts';

const ClaimRequest = z.object({
  ownerId: z.uuid(),
  photoIds: z.array(z.uuid()).max(2_000),
  claim: z.string().regex(/^(post|album|avatar):[0-9a-f-]{36}$/),
  isPublic: z.boolean(),
});

/** Answers the services that show photos. */
export function implementPhotoService(scope: Scope): ReturnType<typeof implement> {
  return implement(PhotoServiceDefinition, {
    claimPhotos: async (message: unknown) => {
      const request = ClaimRequest.safeParse(message);
      if (!request.success) {
        throw invalidInput(
          request.error.issues.map(({ path, message: text }) => ({ path: path.join('.'), message: text })),
        );
      }
      const photos = await claimPhotos(scope, request.data);
      return { photos: photos.map(({ id, width, height, thumbhash }) => ({ id, width, height, thumbhash })) };
    },
  });
}
