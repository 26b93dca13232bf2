import { GetVariant } from './delivery/delivery.schema.ts';
import * as photos from './photos/photos.schema.ts';

/** Every endpoint of the service, for its document and for tests over all of them. */
export const endpoints = [
  photos.GetLimits,
  photos.UploadPhoto,
  photos.GetPhoto,
  photos.DeletePhoto,
  photos.GetOriginal,
  GetVariant,
] as const;
