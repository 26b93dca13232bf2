import { isAppError } from '@tintype/errors';
import { PhotoServiceDefinition, createGrpcClient } from '@tintype/grpc';
import type { ClaimedPhoto } from '@tintype/grpc';
import { errors } from './errors.ts';

/** Claims of photos, which keep them alive. */
export interface PhotosGateway {
  /** Claims photos of one owner, all or none, in the order asked for; throws `photos.not_found` when one is not theirs. */
  claim(request: {
    ownerId: string;
    photoIds: readonly string[];
    claim: string;
    isPublic: boolean;
  }): Promise<ClaimedPhoto[]>;
  close(): void;
}

/** Speaks to media. */
export function createPhotosGateway(options: { address: string; token: string }): PhotosGateway {
  const media = createGrpcClient(PhotoServiceDefinition, options);
  return {
    claim: async ({ ownerId, photoIds, claim, isPublic }) => {
      try {
        const { photos } = await media.call.claimPhotos({ ownerId, photoIds: [...photoIds], claim, isPublic });
        return photos;
      } catch (error) {
        throw isAppError(error) && error.status === 404 ? errors.photoNotFound() : error;
      }
    },
    close: () => media.close(),
  };
}
