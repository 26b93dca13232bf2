import { parseConfig, serviceShape, variable } from '@tintype/config';
import type { Environment } from '@tintype/config';
import { awsShape } from '@tintype/aws';
import { z } from 'zod';

const { AUTH_GRPC: _own, ...shape } = {
  ...serviceShape,
  ...awsShape,
  COGNITO_USER_POOL_ID: z.string().min(1),
  AUTH_TABLE: z.string().min(3),
  AUTH_LIMITS_TABLE: z.string().min(3),
  /** Signs refresh cookies and hides addresses; changing it signs everybody out. */
  SESSION_KEY: variable.secret(),
  /** Multiplies the limits per address, for places where everybody comes from the same one. */
  ADDRESS_LIMIT_FACTOR: z.coerce.number().min(0.1).max(1000).default(1),
};

/** The variables of auth. */
export function readConfig(environment: Environment) {
  return { ...parseConfig('auth', shape, environment), AUTH_GRPC: 'itself' };
}

export type AuthConfig = ReturnType<typeof readConfig>;
