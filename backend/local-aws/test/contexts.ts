import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import type { LocalAws } from '../src/index.ts';
import type { TestAws } from './start-for-test.ts';
import { present } from './suite.ts';

export interface CognitoTestContext {
  client: CognitoIdentityProviderClient;
  poolId: string;
  clientId: string;
  jwksUrl: string;
  /** The newest code that was sent to this address. */
  code: (email: string) => Promise<string>;
}

export interface S3TestContext {
  client: S3Client;
  endpoint: string;
}

export interface SnsTestContext {
  client: SNSClient;
  /** Texts that were sent to this address or number, newest first; undefined where nothing is ever sent. */
  sentTo?: (to: string) => Promise<{ subject: string; text: string }[]>;
}

export interface DynamoDbTestContext {
  client: DynamoDBClient;
}

/** Clients for one implementation of AWS; nothing is tried twice, so that an error is seen as it is. */
export function createClients({
  region,
  credentials,
  endpoints,
}: Pick<LocalAws, 'region' | 'credentials' | 'endpoints'>) {
  // A copy, because the clients write into what they are given.
  const common = { region, credentials: { ...credentials }, maxAttempts: 1 };
  return {
    cognito: new CognitoIdentityProviderClient({ ...common, endpoint: endpoints.cognito }),
    s3: new S3Client({ ...common, endpoint: endpoints.s3, forcePathStyle: true }),
    sns: new SNSClient({ ...common, endpoint: endpoints.sns }),
    dynamodb: new DynamoDBClient({ ...common, endpoint: endpoints.dynamodb }),
  };
}

/** What the suites need of a local-aws. */
export function localContexts(aws: TestAws) {
  const clients = createClients(aws);
  const cognito: CognitoTestContext = {
    client: clients.cognito,
    poolId: aws.userPool.id,
    clientId: aws.userPool.clientId,
    jwksUrl: `${aws.endpoints.cognito}/${aws.userPool.id}/.well-known/jwks.json`,
    code: async (email) => {
      const [mail] = await aws.mailTo(email);
      return present(/\b\d{6}\b/.exec(mail?.text ?? ''), 'a code')[0];
    },
  };
  const s3: S3TestContext = { client: clients.s3, endpoint: aws.endpoints.s3 };
  const sns: SnsTestContext = { client: clients.sns, sentTo: aws.mailTo };
  const dynamodb: DynamoDbTestContext = { client: clients.dynamodb };
  return { cognito, s3, sns, dynamodb };
}
