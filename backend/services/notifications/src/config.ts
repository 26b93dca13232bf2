import { awsShape } from '@tintype/aws';
import { parseConfig, serviceShape } from '@tintype/config';
import type { Environment } from '@tintype/config';
import { z } from 'zod';

const shape = {
  ...serviceShape,
  ...awsShape,
  NOTIFICATIONS_TABLE: z.string().min(3),
  TOPIC_PREFIX: z.string().regex(/^[\w-]{1,60}$/, 'Use up to 60 letters, digits, hyphens and underscores.'),
  POSTS_GRPC: serviceShape.AUTH_GRPC,
} as const;

/** The variables of notifications. */
export function readConfig(environment: Environment) {
  return parseConfig('notifications', shape, environment);
}

export type NotificationsConfig = ReturnType<typeof readConfig>;
