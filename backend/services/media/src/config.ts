import { z } from 'zod';
import { awsShape } from '@tintype/aws';
import { parseConfig, serviceShape, variable } from '@tintype/config';
import type { Environment } from '@tintype/config';

const shape = {
  ...serviceShape,
  ...awsShape,
  MEDIA_BUCKET: z.string().min(3).max(63),
  MEDIA_TABLE: z.string().min(3).max(255),
  MEDIA_SIGNING_KEY: variable.secret(),
  /** Photos that one person may upload within 24 hours, and within a minute. */
  MEDIA_PHOTOS_PER_DAY: z.coerce.number().int().min(1).default(200),
  MEDIA_PHOTOS_PER_MINUTE: z.coerce.number().int().min(1).default(60),
  /** Hours after which a photo that nothing claims is removed. */
  MEDIA_SWEEP_AFTER_HOURS: z.coerce.number().min(1).default(24),
} as const;

/** The variables of media. */
export function readConfig(environment: Environment) {
  return parseConfig('media', shape, environment);
}

export type MediaConfig = ReturnType<typeof readConfig>;
