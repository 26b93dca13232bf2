import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { CloudFrontKeyValueStoreClient } from '@aws-sdk/client-cloudfront-keyvaluestore';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ECRClient } from '@aws-sdk/client-ecr';
import { ECSClient } from '@aws-sdk/client-ecs';
import { IAMClient, ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import { RDSClient } from '@aws-sdk/client-rds';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
// The key value store takes signatures for all regions at once, which the SDK learns from this package.
import '@aws-sdk/signature-v4a';

/** The AWS clients of the operations, all for one region; AWS_ENDPOINT_URL points them elsewhere. */
export function createClients(region: string) {
  const common = { region, maxAttempts: 4 };
  const emulated = process.env['AWS_ENDPOINT_URL'];
  const emulatedStore = process.env['AWS_ENDPOINT_URL_CLOUDFRONT_KEYVALUESTORE'] ?? emulated;
  return {
    scaling: new ApplicationAutoScalingClient(common),
    cloudFront: new CloudFrontClient(common),
    keyValueStore: new CloudFrontKeyValueStoreClient({
      ...common,
      // AWS has a host per account here; an emulated AWS has one address for everything.
      ...(emulatedStore !== undefined && { endpointProvider: () => ({ url: new URL(emulatedStore) }) }),
    }),
    cloudWatch: new CloudWatchClient(common),
    logs: new CloudWatchLogsClient(common),
    dynamo: new DynamoDBClient(common),
    registry: new ECRClient(common),
    containers: new ECSClient(common),
    identities: new IAMClient(common),
    databases: new RDSClient(common),
    // With a host for each bucket, an emulated AWS would need names that resolve.
    files: new S3Client({ ...common, forcePathStyle: emulated !== undefined }),
    secrets: new SecretsManagerClient(common),
    tokens: new STSClient(common),
    topics: new SNSClient(common),
  };
}

export type Clients = ReturnType<typeof createClients>;

/** Whose AWS account this is. */
export interface Account {
  readonly id: string;
  /** Its alias, where it has one and these credentials may see it. */
  readonly alias: string | undefined;
  /** Who is acting. */
  readonly caller: string;
}

/** Asks AWS who is calling; fails clearly without credentials. */
export async function whoIsCalling(clients: Clients): Promise<Account> {
  const { Account: id = '', Arn: arn = '' } = await clients.tokens.send(new GetCallerIdentityCommand());
  const aliases = await clients.identities.send(new ListAccountAliasesCommand()).catch(() => undefined);
  return { id, alias: aliases?.AccountAliases?.[0], caller: arn.split(':').slice(5).join(':') };
}
