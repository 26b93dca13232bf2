import { parseConfig, variable } from '@tintype/config';
import { z } from 'zod';

const shape = {
  PUBLIC_URL: variable.publicUrl(),
  DATA_DIR: z.string().default('/data'),
  HOST: z.string().default('0.0.0.0'),
  /** Health and the mailbox; the stand-ins have ports of their own. */
  PORT: variable.port(3000),
  COGNITO_PORT: variable.port(4001),
  S3_PORT: variable.port(4002),
  SNS_PORT: variable.port(4003),
  DYNAMODB_PORT: variable.port(4004),
  AWS_REGION: z.string().min(1),
  AWS_ACCESS_KEY_ID: z.string().min(16),
  AWS_SECRET_ACCESS_KEY: variable.secret(),
  COGNITO_USER_POOL_ID: z.string().min(1),
  COGNITO_CLIENT_ID: z.string().min(1),
} as const;

/** The variables of local-aws as a process of its own: who it is comes from outside, so that every container knows the same. */
export function readConfig() {
  return parseConfig('local-aws', shape, process.env);
}
