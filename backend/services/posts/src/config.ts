import { ConfigError, parseConfig, serviceShape, variable } from '@tintype/config';
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

const migrateShape = {
  DATABASE_URL: variable.url(),
  DATABASE_USERNAME: variable.credential(),
  DATABASE_PASSWORD: variable.credential(),
  DATABASE_CERTIFICATES: variable.certificates(),
  /** The role that the service works as; made or updated when it is set. */
  DATABASE_SERVICE_USERNAME: z.string().optional(),
  DATABASE_SERVICE_PASSWORD: z
    .string()
    .regex(/^[\x20-\x7e]{16,}$/, 'At least 16 characters, printable ASCII.')
    .optional(),
  /** Seconds to wait for a database that is not there yet. */
  MIGRATE_WAIT: z.coerce.number().min(1).max(3_600).default(180),
} as const;

/** The variables of the migrate task. */
export function readMigrateConfig(environment: Environment) {
  const config = parseConfig('posts-migrate', migrateShape, environment);
  const { DATABASE_SERVICE_USERNAME: username, DATABASE_SERVICE_PASSWORD: password } = config;
  if ((username === undefined) !== (password === undefined)) {
    throw new ConfigError('posts-migrate', ['DATABASE_SERVICE_USERNAME and DATABASE_SERVICE_PASSWORD belong together']);
  }
  const serviceRole = username === undefined || password === undefined ? undefined : { username, password };
  return { ...config, serviceRole };
}

/** The variables of posts. */
export function readConfig(environment: Environment) {
  return parseConfig('posts', shape, environment);
}

export type PostsConfig = ReturnType<typeof readConfig>;
