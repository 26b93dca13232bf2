import { parseConfig, serviceShape, variable } from '@tintype/config';
import type { Environment } from '@tintype/config';

const shape = {
  ...serviceShape,
  DATABASE_URL: variable.url(),
  DATABASE_POOL: variable.port(10),
  MEDIA_GRPC: serviceShape.AUTH_GRPC,
  MEDIA_SIGNING_KEY: variable.secret(),
} as const;

/** The variables of posts. */
export function readConfig(environment: Environment) {
  return parseConfig('posts', shape, environment);
}

export type PostsConfig = ReturnType<typeof readConfig>;
