import { AppError, notFound, tooManyRequests, unavailable } from '@tintype/errors';

const connectionClose = { headers: { Connection: 'close' } };

/** The error codes of media, one place for all. */
export const errors = {
  photoNotFound: () => notFound('photos.not_found'),
  /** The same as for an address that was never there. */
  variantNotFound: () => notFound(),
  photoInUse: () =>
    new AppError(409, 'photos.in_use', 'A post, an album or a profile shows this photo. Remove it there first.'),
  uploadGone: () =>
    new AppError(409, 'photos.upload_gone', 'This upload was given up or its photo was deleted. Upload it again.'),
  notMultipart: () =>
    new AppError(415, 'photos.not_multipart', 'Send multipart/form-data with one file in the field `image`.'),
  malformedForm: () =>
    new AppError(400, 'photos.malformed_form', 'The form is not valid multipart/form-data, or it ended early.'),
  formLimit: (code: string) =>
    new AppError(400, 'photos.form_limit', `The form has more than one photo needs (${code}).`),
  missingImage: () => new AppError(400, 'photos.missing_image', 'Send one file in the field `image`.'),
  wrongField: () => new AppError(400, 'photos.wrong_field', 'Send exactly one file, in the field `image`.'),
  digestMismatch: () =>
    new AppError(
      400,
      'photos.digest_mismatch',
      'The file does not have the SHA-256 that was sent with it. Upload it again.',
    ),
  malformedDigest: () =>
    new AppError(400, 'photos.malformed_digest', '`sha256` is the digest of the file as 64 hexadecimal digits.'),
  tooLarge: (maxBytes: number) =>
    new AppError(413, 'photos.too_large', `A photo may have up to ${Math.floor(maxBytes / 1024 / 1024)} MB.`),
  /** For a body so long that the rest of it is not waited for. */
  farTooLarge: (maxBytes: number) =>
    new AppError(
      413,
      'photos.too_large',
      `A photo may have up to ${Math.floor(maxBytes / 1024 / 1024)} MB.`,
      connectionClose,
    ),
  typeNotAccepted: (remedy: string) => new AppError(415, 'photos.type_not_accepted', remedy),
  notDecodable: () =>
    new AppError(422, 'photos.not_decodable', 'The file is damaged or incomplete. Export the photo again and retry.'),
  tooManyPixels: (maxPixels: number) =>
    new AppError(422, 'photos.too_many_pixels', `A photo may have up to ${Math.floor(maxPixels / 1e6)} megapixels.`),
  tooNarrow: (ratio: number) =>
    new AppError(422, 'photos.too_narrow', `A photo may be up to ${ratio} times as long as it is wide.`),
  tooSlow: () =>
    new AppError(422, 'photos.too_complex', 'This photo takes too long to decode. Save it again as an ordinary JPEG.'),
  tooFast: (seconds: number) => tooManyRequests(seconds, 'Many photos in one minute. Wait a little.'),
  quotaUsedUp: (photos: number) =>
    tooManyRequests(3600, `You may upload ${photos} photos in 24 hours. Come back later.`),
  busy: () => unavailable(3, 'Many photos are being worked on. Try again in a few seconds.'),
  storeAway: (cause: unknown) => unavailable(2, 'Photos cannot be reached just now. Try again shortly.', cause),
} as const;
