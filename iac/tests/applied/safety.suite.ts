import { expect, it } from '@jest/globals';
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import {
  GetBucketEncryptionCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
} from '@aws-sdk/client-s3';
import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { GetTopicAttributesCommand, ListTopicsCommand } from '@aws-sdk/client-sns';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Cloud } from '../cloud.ts';
import { root } from '../terraform.ts';
import { createClients, present } from './clients.ts';
import { readTaskDefinitions, resolveSecret } from './containers.ts';
import { readRoles, statementsOf } from './policies.ts';
import type { Statement } from './policies.ts';

// Where AWS knows no resource to name: what may be done to all of them, and nothing else may.
const unnamed = new Set(['ecr:GetAuthorizationToken', 'iam:ListAccountAliases', 'sns:GetSubscriptionAttributes']);
// What the pipeline makes has no name before. Whatever else it may do to all, a condition holds in.
const unnamedWhenApplying = new Set(['kms:CreateKey', 'secretsmanager:GetRandomPassword', 'sns:SetSMSAttributes']);

// AWS's own policies are as wide as AWS makes them: who may have which.
const managed: Record<string, RegExp> = {
  'arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole': /-database-monitoring$/,
  'arn:aws:iam::aws:policy/ReadOnlyAccess': /-pipeline-(plan|apply)$/,
};

function mayBeDoneToAll(role: string, statement: Statement, action: string): boolean {
  const isApplying = role.endsWith('-pipeline-apply');
  return unnamed.has(action) || (isApplying && (unnamedWhenApplying.has(action) || statement.Condition !== undefined));
}

// Logs are written once by AWS and kept for days: earlier versions of them are of no use.
const unversioned = /-logs?(-|$)/;

async function readDeclaredTables() {
  const keys = z.array(z.string());
  const shape = z.record(
    z.string(),
    z.object({ key: keys, indexes: z.record(z.string(), z.object({ key: keys })).default({}), expiry: z.string() }),
  );
  return shape.parse(JSON.parse(await readFile(join(root, 'iac/modules/tables/tables.json'), 'utf8')));
}

/** The rules about safety, asked of AWS itself. Their numbers are those of the list in iac/README.md. */
export function isSafe(cloud: () => Cloud): void {
  const clients = () => createClients(cloud().aws);
  const production = () => cloud().environment === 'prod';

  it("K1: no bucket is public, each is its owner's, encrypted, versioned, and takes no plain HTTP", async () => {
    const { buckets: s3 } = clients();
    const { Buckets = [] } = await s3.send(new ListBucketsCommand());
    expect(Buckets.length).toBeGreaterThanOrEqual(3);
    for (const { Name: Bucket } of Buckets) {
      const block = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
      expect({ Bucket, ...block.PublicAccessBlockConfiguration }).toEqual({
        Bucket,
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      const { OwnershipControls } = await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }));
      expect(OwnershipControls?.Rules).toEqual([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
      const { ServerSideEncryptionConfiguration } = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
      expect(ServerSideEncryptionConfiguration?.Rules).toHaveLength(1);
      const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket }));
      expect({ Bucket, Status }).toEqual({ Bucket, Status: unversioned.test(present(Bucket)) ? Status : 'Enabled' });
      const statements = statementsOf(present((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy));
      const refusesPlainHttp = statements.some(
        ({ Effect, Action, Condition }) =>
          Effect === 'Deny' && Action.includes('s3:*') && Condition?.['Bool']?.['aws:SecureTransport'] === 'false',
      );
      expect({ Bucket, refusesPlainHttp }).toEqual({ Bucket, refusesPlainHttp: true });
      // Whoever is let in is a service of AWS, and only for something of ours.
      for (const allowed of statements.filter(({ Effect }) => Effect === 'Allow')) {
        expect(allowed.Principal).not.toBe('*');
        expect(Object.keys(allowed.Principal ?? {})).toEqual(['Service']);
      }
    }
  });

  it("K3: no role may do everything, or anything to everything; each is one service's", async () => {
    const roles = await readRoles(clients());
    for (const { name, own, attached, trust } of roles) {
      const ours = attached.filter(({ arn }) => !arn.startsWith('arn:aws:iam::aws:'));
      for (const statement of [...own, ...ours.flatMap(({ statements }) => statements)]) {
        const { Effect, Action, NotAction, NotResource, Resource } = statement;
        if (Effect === 'Allow') {
          expect({ name, Action, NotAction, NotResource }).toEqual({
            name,
            Action: Action.filter((action) => !action.includes('*')),
            NotAction: [],
            NotResource: [],
          });
          const tooMany = Resource.includes('*')
            ? Action.filter((action) => !mayBeDoneToAll(name, statement, action))
            : [];
          expect({ name, tooMany }).toEqual({ name, tooMany: [] });
        }
      }
      for (const { arn } of attached.filter((policy) => !ours.includes(policy))) {
        expect(name).toMatch(managed[arn] ?? arn);
      }
      for (const { Effect, Principal } of trust) {
        expect({ name, Effect, kinds: Object.keys(Principal ?? {}) }).toEqual({
          name,
          Effect: 'Allow',
          kinds: ['Service'],
        });
      }
    }
    const used = (await readTaskDefinitions(clients())).flatMap(({ taskRoleArn, executionRoleArn }) => [
      taskRoleArn,
      executionRoleArn,
    ]);
    expect(new Set(used).size).toBe(used.length);
  });

  it('K3: whoever may read everything may not read what people keep here', async () => {
    const readers = (await readRoles(clients())).filter(({ attached }) =>
      attached.some(({ arn }) => arn.endsWith('/ReadOnlyAccess')),
    );
    expect(readers).toHaveLength(production() ? 2 : 0);
    for (const { own } of readers) {
      const refused = own.filter(({ Effect }) => Effect === 'Deny').flatMap(({ Action }) => Action);
      expect(refused).toEqual(
        expect.arrayContaining([
          's3:GetObject',
          'dynamodb:GetItem',
          'dynamodb:Query',
          'dynamodb:Scan',
          'cognito-idp:ListUsers',
        ]),
      );
    }
  });

  it('K3: media alone writes photos, and nothing else into their bucket', async () => {
    const writers = (await readRoles(clients())).flatMap(({ name, own }) =>
      own
        .filter(({ Effect, Action }) => Effect === 'Allow' && Action.includes('s3:PutObject'))
        .map(({ Resource }) => ({
          name,
          places: Resource.map((resource) => resource.replace(/^arn:aws:s3:::[^/]+/, '')).sort(),
        })),
    );
    const photos = writers.filter(({ places }) => places.some((place) => place.startsWith('/photos')));
    expect(photos).toEqual([
      { name: `tintype-${cloud().environment}-media-task`, places: ['/originals/*', '/photos/*'] },
    ]);
  });

  it('K4: containers run as nobody special, cannot change their files, and are told secrets as secrets', async () => {
    for (const { family, containerDefinitions = [], networkMode, requiresCompatibilities } of await readTaskDefinitions(
      clients(),
    )) {
      expect({ family, networkMode, requiresCompatibilities }).toEqual({
        family,
        networkMode: 'awsvpc',
        requiresCompatibilities: ['FARGATE'],
      });
      for (const container of containerDefinitions) {
        expect(container).toMatchObject({ readonlyRootFilesystem: true });
        expect(container.user).toMatch(/^(?!root|0(:|$))./);
        expect(container.privileged ?? false).toBe(false);
        for (const { name, value } of container.environment ?? []) {
          expect(`${name} ${/(_PASSWORD|_TOKEN|_KEY)$/.test(present(name)) ? 'is a secret' : 'is none'}`).toBe(
            `${name} is none`,
          );
          expect(typeof value).toBe('string');
        }
        for (const { valueFrom } of container.secrets ?? []) {
          expect(valueFrom).toMatch(/^arn:aws:secretsmanager:/);
        }
      }
    }
  });

  it("K4: no secret is readable in an environment, and only two are in Terraform's state", async () => {
    const { SecretList = [] } = await clients().secrets.send(new ListSecretsCommand({ MaxResults: 100 }));
    expect(SecretList.length).toBeGreaterThan(8);
    const environments = JSON.stringify(
      (await readTaskDefinitions(clients())).flatMap(({ containerDefinitions = [] }) =>
        containerDefinitions.map(({ environment }) => environment),
      ),
    );
    const inState: string[] = [];
    for (const { ARN, Name } of SecretList) {
      const value = await resolveSecret(clients(), present(ARN));
      const parts = value.startsWith('{') ? [(JSON.parse(value) as { password: string }).password] : [value];
      for (const part of parts) {
        expect(environments).not.toContain(part);
        if (cloud().stateText.includes(JSON.stringify(part).slice(1, -1))) {
          inState.push(present(Name));
        }
      }
    }
    const name = `tintype-${cloud().environment}`;
    expect(inState.sort()).toEqual([`${name}/broker-password`, `${name}/origin-token`]);
  });

  it('K5: a task is given longer to end than its requests take, and is left alone before that', async () => {
    const { balancer } = clients();
    const { TargetGroups = [] } = await balancer.send(new DescribeTargetGroupsCommand());
    const definitions = await readTaskDefinitions(clients());
    expect(TargetGroups).toHaveLength(4);
    for (const { TargetGroupArn, TargetGroupName } of TargetGroups) {
      const { Attributes = [] } = await balancer.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn }));
      const delay = Number(Attributes.find(({ Key }) => Key === 'deregistration_delay.timeout_seconds')?.Value);
      const { containerDefinitions = [] } = present(definitions.find(({ family }) => family === TargetGroupName));
      expect(delay).toBeGreaterThanOrEqual(60);
      expect(containerDefinitions[0]?.stopTimeout).toBeGreaterThan(delay);
      expect(containerDefinitions[0]?.stopTimeout).toBeLessThanOrEqual(120);
    }
  });

  it('K8: each service has a user and a password of its own at the broker, over TLS', async () => {
    const definitions = (await readTaskDefinitions(clients())).flatMap(
      ({ containerDefinitions = [] }) => containerDefinitions,
    );
    const users = definitions.flatMap(({ environment = [], secrets = [] }) => {
      const variable = (wanted: string) => environment.find(({ name }) => name === wanted)?.value;
      const user = variable('EVENTS_USERNAME');
      const password = secrets.find(({ name }) => name === 'EVENTS_PASSWORD')?.valueFrom;
      return user === undefined ? [] : [{ user, password, url: variable('EVENTS_URL') }];
    });
    expect(users.map(({ user }) => user).sort()).toEqual(['auth', 'media', 'notifications', 'posts']);
    expect(new Set(users.map(({ password }) => password)).size).toBe(4);
    for (const { url } of users) {
      expect(url).toMatch(/^amqps:\/\/[^@]+:5671$/);
    }
  });

  it('K9: databases can be brought back, and nobody outside reaches them', async () => {
    const { DBInstances = [] } = await clients().databases.send(new DescribeDBInstancesCommand());
    expect(DBInstances).toEqual([
      expect.objectContaining({
        Engine: 'postgres',
        MultiAZ: production(),
        StorageEncrypted: true,
        PubliclyAccessible: false,
        DeletionProtection: production(),
        BackupRetentionPeriod: production() ? 14 : 7,
      }),
    ]);
  });

  it('K9: tables can be brought back, and have the keys, indexes and expiry that the services ask for', async () => {
    const { tables } = clients();
    for (const [key, wanted] of Object.entries(await readDeclaredTables())) {
      const TableName = `tintype-${cloud().environment}-${key}`;
      const { ContinuousBackupsDescription: backups } = await tables.send(
        new DescribeContinuousBackupsCommand({ TableName }),
      );
      expect(backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus).toBe('ENABLED');
      const { Table } = await tables.send(new DescribeTableCommand({ TableName }));
      expect(Table).toMatchObject({
        SSEDescription: { SSEType: 'KMS' },
        BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
        KeySchema: wanted.key.map((AttributeName) => expect.objectContaining({ AttributeName })),
      });
      const indexes = (Table?.GlobalSecondaryIndexes ?? []).map(({ IndexName, KeySchema = [] }) => [
        IndexName,
        KeySchema.map(({ AttributeName }) => AttributeName),
      ]);
      expect(Object.fromEntries(indexes)).toEqual(
        Object.fromEntries(Object.entries(wanted.indexes).map(([name, index]) => [name, index.key])),
      );
      const { TimeToLiveDescription } = await tables.send(new DescribeTimeToLiveCommand({ TableName }));
      expect(TimeToLiveDescription).toMatchObject({ TimeToLiveStatus: 'ENABLED', AttributeName: wanted.expiry });
    }
  });

  it('K10: topics say who may publish, and sign as they should', async () => {
    const { topics } = clients();
    const { Topics = [] } = await topics.send(new ListTopicsCommand());
    expect(Topics.length).toBeGreaterThanOrEqual(1);
    for (const { TopicArn } of Topics) {
      const { Attributes = {} } = await topics.send(new GetTopicAttributesCommand({ TopicArn }));
      for (const { Effect, Principal, Condition } of statementsOf(present(Attributes['Policy']))) {
        const everybody = Principal === '*' || Principal?.['AWS']?.includes('*') === true;
        expect({ TopicArn, open: Effect === 'Allow' && everybody && Condition === undefined }).toEqual({
          TopicArn,
          open: false,
        });
      }
      expect({ TopicArn, version: Attributes['SignatureVersion'] }).toEqual({ TopicArn, version: '2' });
    }
  });

  it('K11: every log group forgets', async () => {
    const { logGroups = [] } = await clients().logs.send(new DescribeLogGroupsCommand({ limit: 50 }));
    expect(logGroups.length).toBeGreaterThanOrEqual(6);
    for (const { logGroupName, retentionInDays } of logGroups) {
      expect({ logGroupName, retentionInDays }).toEqual({ logGroupName, retentionInDays: production() ? 90 : 14 });
    }
  });
}
