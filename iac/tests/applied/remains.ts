import { DescribeScalableTargetsCommand } from '@aws-sdk/client-application-auto-scaling';
import { DescribeAlarmsCommand, ListDashboardsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListClustersCommand, ListTaskDefinitionsCommand } from '@aws-sdk/client-ecs';
import { DescribeLoadBalancersCommand, DescribeTargetGroupsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { ListTopicsCommand } from '@aws-sdk/client-sns';
import type { Clients } from './clients.ts';

/** Names of everything in the account that belongs to an environment. */
export async function findRemains(clients: Clients, environment: string): Promise<string[]> {
  const found = await Promise.all([
    clients.accounts.send(new ListUserPoolsCommand({ MaxResults: 60 })),
    clients.alarms.send(new DescribeAlarmsCommand({})),
    clients.alarms.send(new ListDashboardsCommand({})),
    clients.balancer.send(new DescribeLoadBalancersCommand({})),
    clients.balancer.send(new DescribeTargetGroupsCommand({})),
    clients.buckets.send(new ListBucketsCommand({})),
    clients.containers.send(new ListClustersCommand({})),
    clients.containers.send(new ListTaskDefinitionsCommand({ status: 'ACTIVE' })),
    clients.databases.send(new DescribeDBInstancesCommand({})),
    clients.logs.send(new DescribeLogGroupsCommand({})),
    clients.roles.send(new ListRolesCommand({ MaxItems: 1000 })),
    clients.scaling.send(new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs' })),
    clients.secrets.send(new ListSecretsCommand({ MaxResults: 100 })),
    clients.tables.send(new ListTablesCommand({})),
    clients.topics.send(new ListTopicsCommand({})),
  ]);
  const texts = found.flatMap(({ $metadata: _unused, ...answer }) => stringsIn(answer));
  return [...new Set(texts.filter((text) => text.includes(`tintype-${environment}`)))].sort();
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
