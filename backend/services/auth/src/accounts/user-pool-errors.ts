import { tooManyRequests } from '@tintype/errors';
import type { AppError } from '@tintype/errors';
import { errors } from '../errors.ts';

// Cognito's error names, and what each means to the person at the form.
const byName: Readonly<Record<string, () => AppError>> = {
  NotAuthorizedException: errors.wrongCredentials,
  UserNotFoundException: errors.wrongCredentials,
  UserNotConfirmedException: errors.notConfirmed,
  PasswordResetRequiredException: errors.challengeNotSupported,
  InvalidPasswordException: errors.weakPassword,
  // Also Cognito's way of saying that an account is confirmed already, or has nothing to send a code to.
  InvalidParameterException: errors.notAccepted,
  CodeMismatchException: errors.codeWrong,
  // An address that nobody has is answered so by Cognito, so that an old code has to look like a wrong one.
  ExpiredCodeException: errors.codeWrong,
  LimitExceededException: () => tooManyRequests(300),
  TooManyRequestsException: () => tooManyRequests(5),
  TooManyFailedAttemptsException: () => tooManyRequests(300),
};

/** The API's error for one of Cognito's; anything unknown means that Cognito is away. */
export function mapped(error: unknown): AppError {
  const known = error instanceof Error ? byName[error.name] : undefined;
  return known ? known() : errors.cognitoAway(error);
}
