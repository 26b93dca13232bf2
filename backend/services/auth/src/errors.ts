import { AppError, invalidInput, notFound, unavailable } from '@tintype/errors';

/** The error codes of auth, one place for all. */
export const errors = {
  handleTaken: () =>
    new AppError(409, 'auth.handle_taken', 'Somebody has this handle already. Choose another.', {
      errors: [{ path: 'handle', message: 'Somebody has this handle already.' }],
    }),
  weakPassword: () =>
    invalidInput([{ path: 'password', message: 'Use at least 10 characters, with a letter and a digit.' }]),
  notAccepted: () => new AppError(400, 'auth.not_accepted', 'This address or this password cannot be used.'),
  wrongCredentials: () =>
    new AppError(401, 'auth.wrong_credentials', 'The e-mail address or the password is not right.'),
  notConfirmed: () =>
    new AppError(403, 'auth.not_confirmed', 'Confirm your e-mail address first, with the code that was mailed.'),
  challengeNotSupported: () =>
    new AppError(403, 'auth.challenge_not_supported', 'This account needs a step that cannot be done here yet.'),
  codeWrong: () =>
    new AppError(
      422,
      'auth.code_wrong',
      'This code is not right, or not valid any more. Check it, or ask for a new one.',
    ),
  sessionOver: () => new AppError(401, 'auth.session_over', 'This session is over. Sign in again.'),
  foreignOrigin: () => new AppError(403, 'auth.foreign_origin', 'This can be done from Tintype’s own pages only.'),
  sessionNotFound: () => notFound('auth.session_not_found'),
  cognitoAway: (cause: unknown) => unavailable(3, 'Signing in is not possible just now. Try again shortly.', cause),
} as const;
