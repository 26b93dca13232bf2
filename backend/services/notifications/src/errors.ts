import { AppError, notFound, tooManyRequests } from '@tintype/errors';

/** The error codes of notifications, one place for all. */
export const errors = {
  channelNotFound: () => notFound('channels.not_found'),
  channelExists: () => new AppError(409, 'channels.exists', 'Mail is sent to this address already.'),
  tooManyChannels: () => new AppError(409, 'channels.too_many', 'There can be three addresses. Remove one first.'),
  tooManyConfirmations: (retryAfterSeconds: number) =>
    tooManyRequests(retryAfterSeconds, 'Too many mails were asked for. Wait a little before you add another address.'),
} as const;
