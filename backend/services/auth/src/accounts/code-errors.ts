import { isAppError } from '@tintype/errors';
import { errors } from '../errors.ts';

/** With a code in hand, an unknown address and a used code are told like a wrong code: accounts cannot be counted. */
export function asCodeError(error: unknown): unknown {
  return isAppError(error) && error.code === 'auth.wrong_credentials' ? errors.codeWrong() : error;
}
