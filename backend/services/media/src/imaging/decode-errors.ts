import type { AppError } from '@tintype/errors';
import { errors } from '../errors.ts';
import { limits } from '../upload-limits.ts';

/** What a decoder's failure means for the person who sent the photo; its own text says nothing to them. */
export function toRefusal(error: unknown): AppError {
  const message = error instanceof Error ? error.message : '';
  if (/pixel limit/i.test(message)) {
    return errors.tooManyPixels(limits.maxPixels);
  }
  return /timeout/i.test(message) ? errors.tooSlow() : errors.notDecodable();
}
