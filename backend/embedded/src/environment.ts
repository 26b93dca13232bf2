import type { LocalAws } from '@tintype/local-aws';
import type { InstallationSecrets } from './installation.ts';
import type { EmbeddedPostgres } from './postgres/index.ts';

/** Names of services that the embedded start runs, in the order in which they need each other. */
export const serviceNames = ['auth', 'media', 'posts', 'notifications'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** Variables of one service. */
export type ServiceEnvironment = Record<string, string>;

export interface EnvironmentSources {
  readonly publicUrl: string;
  readonly nodeEnv: 'development' | 'test';
  readonly logLevel: string;
  readonly secrets: InstallationSecrets;
  readonly aws: LocalAws;
  readonly postgres: EmbeddedPostgres;
}

/**
 * The environment of every service: the same variables that containers and AWS set. Every AWS endpoint and the
 * stand-ins' credentials are set together, so that no real account can be reached by accident.
 */
export function environmentOf(sources: EnvironmentSources): ServiceEnvironment {
  const { aws, secrets, postgres } = sources;
  const issuer = `https://cognito-idp.${aws.region}.amazonaws.com/${aws.userPool.id}`;
  return {
    NODE_ENV: sources.nodeEnv,
    LOG_LEVEL: sources.logLevel,
    PUBLIC_URL: sources.publicUrl,
    TRUSTED_PROXIES: '0',
    EVENTS_URL: 'memory:',
    GRPC_HOST: '127.0.0.1',
    GRPC_PORT: '0',
    GRPC_TOKEN: secrets.grpcToken,
    // Each service's own address is filled in as it starts.
    AUTH_GRPC: '127.0.0.1:0',
    AWS_REGION: aws.region,
    AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
    AWS_ENDPOINT_URL_S3: aws.endpoints.s3,
    AWS_ENDPOINT_URL_SNS: aws.endpoints.sns,
    AWS_ENDPOINT_URL_DYNAMODB: aws.endpoints.dynamodb,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: aws.endpoints.cognito,
    CREATE_TABLES: '1',
    COGNITO_ISSUER: issuer,
    COGNITO_CLIENT_ID: aws.userPool.clientId,
    COGNITO_JWKS_URL: `${aws.endpoints.cognito}/${aws.userPool.id}/.well-known/jwks.json`,
    SESSION_KEY: secrets.sessionKey,
    MEDIA_SIGNING_KEY: secrets.mediaSigningKey,
    MEDIA_BUCKET: 'tintype-media',
    MEDIA_TABLE: 'tintype-media',
    COGNITO_USER_POOL_ID: aws.userPool.id,
    AUTH_TABLE: 'tintype-auth',
    AUTH_LIMITS_TABLE: 'tintype-auth-limits',
    // Everybody on a laptop comes from the same address.
    ADDRESS_LIMIT_FACTOR: '100',
    NOTIFICATIONS_TABLE: 'tintype-notifications',
    TOPIC_PREFIX: 'tintype',
    DATABASE_URL: postgres.url('posts'),
    DATABASE_MIGRATE: '1',
    // A laptop that is busy with other things should wait, not refuse.
    DATABASE_WAIT: '10000',
  };
}
