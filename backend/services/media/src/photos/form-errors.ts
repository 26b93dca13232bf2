import type { AppError } from '@tintype/errors';
import { isAppError } from '@tintype/errors';
import { errors } from '../errors.ts';
import { limits } from '../upload-limits.ts';

/** What a fault of the form parser means for the client: every one is the client's, none is ours. */
export function toFormRefusal(error: unknown): AppError {
  if (isAppError(error)) {
    return error;
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'LIMIT_FILE_SIZE':
      return errors.tooLarge(limits.maxBytes);
    case 'LIMIT_UNEXPECTED_FILE':
    case 'LIMIT_FILE_COUNT':
      return errors.wrongField();
    default:
      return /^(LIMIT|MISSING|INVALID)_/.test(code) ? errors.formLimit(code) : errors.malformedForm();
  }
}
