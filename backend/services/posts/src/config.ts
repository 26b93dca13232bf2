import { parseConfig, serviceShape, variable } from '@tintype/config';
import type { Environment } from '@tintype/config';
import { z } from 'zod';

const shape = {
  ...serviceShape,
  DATABASE_URL: variable.url(),
  DATABASE_USERNAME: variable.credential(),
  DATABASE_PASSWORD: variable.credential(),
  DATABASE_CERTIFICATES: variable.certificates(),
  /** Whether the service brings the database up to date itself; elsewhere `migrate.ts` does, as another role. */
  DATABASE_MIGRATE: variable.flag(false),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
  /** Milliseconds to wait for a connection before answering 503. */
  DATABASE_WAIT: z.coerce.number().int().min(100).default(1_500),
  MEDIA_GRPC: serviceShape.AUTH_GRPC,
  MEDIA_SIGNING_KEY: variable.secret(),
} as const;

/** The variables of posts. */
export function readConfig(environment: Environment) {
  return parseConfig('posts', shape, environment);
}

export type PostsConfig = ReturnType<typeof readConfig>;
