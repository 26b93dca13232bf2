import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { IAMClient } from '@aws-sdk/client-iam';
import { RDSClient } from '@aws-sdk/client-rds';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import type { EmulatedAws } from '../emulated-aws/start-emulated-aws.ts';

/** Asks AWS itself what there is, apart from what Terraform believes. */
export function createClients({ url }: EmulatedAws) {
  const common = {
    endpoint: url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  return {
    accounts: new CognitoIdentityProviderClient(common),
    alarms: new CloudWatchClient(common),
    balancer: new ElasticLoadBalancingV2Client(common),
    buckets: new S3Client({ ...common, forcePathStyle: true }),
    containers: new ECSClient(common),
    databases: new RDSClient(common),
    logs: new CloudWatchLogsClient(common),
    roles: new IAMClient(common),
    scaling: new ApplicationAutoScalingClient(common),
    secrets: new SecretsManagerClient(common),
    tables: new DynamoDBClient(common),
    topics: new SNSClient(common),
  };
}

export type Clients = ReturnType<typeof createClients>;

/** What was asked for, or an error: for the many optional members of AWS's answers. */
export function present<T>(value: T | null | undefined, what = 'value'): T {
  if (value === undefined || value === null) {
    throw new Error(`AWS gave no ${what}`);
  }
  return value;
}
