import { z } from 'zod';
import { ConfigError, variable } from '@tintype/config';

/** The variables by which a service finds AWS, or what stands in for it on a laptop. */
export const awsShape = {
  AWS_REGION: z.string().min(1),
  AWS_ENDPOINT_URL_S3: z.url().optional(),
  AWS_ENDPOINT_URL_SNS: z.url().optional(),
  AWS_ENDPOINT_URL_DYNAMODB: z.url().optional(),
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: z.url().optional(),
  AWS_ACCESS_KEY_ID: z.string().min(1).optional(),
  AWS_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  /** Whether the service creates its tables itself; on AWS Terraform owns them. */
  CREATE_TABLES: variable.flag(false),
} as const;

export type AwsConfig = Readonly<z.output<z.ZodObject<typeof awsShape>>>;

const endpoints = [
  'AWS_ENDPOINT_URL_S3',
  'AWS_ENDPOINT_URL_SNS',
  'AWS_ENDPOINT_URL_DYNAMODB',
  'AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER',
] as const;

/**
 * Refuses a configuration that is half local: with one endpoint set but not another, or without its own keys, requests
 * would reach the AWS account that happens to be signed in on the machine.
 */
export function assertWhole(config: AwsConfig): void {
  const isLocal = endpoints.some((name) => config[name] !== undefined);
  const needed = [...endpoints, 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const;
  const problems = isLocal
    ? needed
        .filter((name) => config[name] === undefined)
        .map((name) => `${name} is not set, but another endpoint is: set every one of them or none`)
    : [];
  if (!isLocal && config.CREATE_TABLES) {
    problems.push('CREATE_TABLES is for local endpoints only: on AWS Terraform owns the tables');
  }
  if (!isLocal && (config.AWS_ACCESS_KEY_ID === undefined) !== (config.AWS_SECRET_ACCESS_KEY === undefined)) {
    problems.push('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY belong together: set both or none');
  }
  if (problems.length > 0) {
    throw new ConfigError('The connection to AWS', problems);
  }
}
