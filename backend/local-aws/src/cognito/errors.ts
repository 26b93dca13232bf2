import { AwsError } from '../aws-error.ts';

const error = (code: string) => (message: string) => new AwsError(400, code, message);

export const notAuthorized = error('NotAuthorizedException');
export const invalidParameter = error('InvalidParameterException');
export const invalidPassword = error('InvalidPasswordException');
export const resourceNotFound = error('ResourceNotFoundException');

export const wrongCredentials = () => notAuthorized('Incorrect username or password.');
export const userNotFound = () => error('UserNotFoundException')('User does not exist.');
export const userNotConfirmed = () => error('UserNotConfirmedException')('User is not confirmed.');
export const usernameExists = () => error('UsernameExistsException')('An account with the given email already exists.');
export const codeMismatch = () =>
  error('CodeMismatchException')('Invalid verification code provided, please try again.');
export const expiredCode = () => error('ExpiredCodeException')('Invalid code provided, please request a code again.');
export const limitExceeded = () =>
  error('LimitExceededException')('Attempt limit exceeded, please try after some time.');
