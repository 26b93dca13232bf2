import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { assertWhole } from './config.ts';
import type { AwsConfig } from './config.ts';
import { tellingOutages } from './outages.ts';

/** The AWS of one service. Each client is made when it is first asked for, and then shared. */
export interface AwsClients {
  readonly config: AwsConfig;
  s3(): S3Client;
  sns(): SNSClient;
  cognito(): CognitoIdentityProviderClient;
  dynamo(): DynamoDBDocumentClient;
  close(): void;
}

// A photo's bytes travel in one S3 request; everything else is small and should be over quickly.
const requestMilliseconds = { bytes: 60_000, small: 10_000 };

/** Prepares the clients of a service, for AWS itself or for local endpoints; refuses a mixture of both. */
export function createAwsClients(config: AwsConfig): AwsClients {
  assertWhole(config);
  const opened: { destroy(): void }[] = [];

  function common(endpoint: string | undefined, requestTimeout = requestMilliseconds.small) {
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = config;
    return {
      region: config.AWS_REGION,
      maxAttempts: 3,
      requestHandler: {
        connectionTimeout: 2_000,
        requestTimeout,
        throwOnRequestTimeout: true,
        httpAgent: { keepAlive: true, maxSockets: 50 },
        httpsAgent: { keepAlive: true, maxSockets: 50 },
      },
      ...(endpoint !== undefined && { endpoint }),
      ...(accessKeyId !== undefined &&
        secretAccessKey !== undefined && { credentials: { accessKeyId, secretAccessKey } }),
    };
  }

  function once<T extends { destroy(): void }>(create: () => T): () => T {
    let made: T | undefined;
    return () => {
      if (!made) {
        made = create();
        opened.push(made);
      }
      return made;
    };
  }

  const dynamoBase = once(() => tellingOutages(new DynamoDBClient(common(config.AWS_ENDPOINT_URL_DYNAMODB))));
  return {
    config,
    s3: once(() => {
      const endpoint = config.AWS_ENDPOINT_URL_S3;
      // With a host of its own for each bucket, a local endpoint would need names that resolve.
      return tellingOutages(
        new S3Client({ ...common(endpoint, requestMilliseconds.bytes), forcePathStyle: endpoint !== undefined }),
      );
    }),
    sns: once(() => tellingOutages(new SNSClient(common(config.AWS_ENDPOINT_URL_SNS)))),
    cognito: once(() =>
      tellingOutages(new CognitoIdentityProviderClient(common(config.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER))),
    ),
    dynamo: once(() => DynamoDBDocumentClient.from(dynamoBase(), { marshallOptions: { removeUndefinedValues: true } })),
    close() {
      for (const client of opened.splice(0)) {
        client.destroy();
      }
    },
  };
}
