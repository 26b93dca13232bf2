import { expect, it } from '@jest/globals';
import {
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { ListTopicsCommand } from '@aws-sdk/client-sns';
import type { Cloud } from '../cloud.ts';
import { createClients, present } from './clients.ts';
import type { Clients } from './clients.ts';

const services = ['auth', 'media', 'notifications', 'posts'];

/** Step policies and alarms as AWS has them, and whether they know each other. */
export function isScaled(cloud: () => Cloud): void {
  const clients = () => createClients(cloud().aws);
  const cluster = () => `tintype-${cloud().environment}`;
  const resourceOf = (service: string) => `service/${cluster()}/${cluster()}-${service}`;

  it('two tasks or more of every service, and what may be added to them', async () => {
    const { ScalableTargets = [] } = await clients().scaling.send(
      new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs' }),
    );
    expect(ScalableTargets.map(({ ResourceId }) => ResourceId).sort()).toEqual(services.map(resourceOf));
    for (const { MinCapacity = 0, MaxCapacity = 0 } of ScalableTargets) {
      expect(MinCapacity).toBeGreaterThanOrEqual(2);
      expect(MaxCapacity).toBeGreaterThan(MinCapacity);
    }
    const found = await clients().containers.send(
      new DescribeServicesCommand({
        cluster: cluster(),
        services: services.map((service) => `${cluster()}-${service}`),
      }),
    );
    expect(found.services?.map(({ runningCount = 0 }) => runningCount >= 2)).toEqual(services.map(() => true));
  });

  it('every step policy is called by an alarm about its own service, and calls nothing else', async () => {
    const policies = await readPolicies(clients());
    const { metric } = await readAlarms(clients());
    expect(policies.length).toBeGreaterThanOrEqual(services.length * 4);
    for (const { PolicyARN, PolicyType, ResourceId } of policies) {
      expect(PolicyType).toBe('StepScaling');
      const calling = metric.filter(({ AlarmActions = [] }) => AlarmActions.includes(present(PolicyARN)));
      expect({ PolicyARN, alarms: calling.length }).toEqual({ PolicyARN, alarms: 1 });
      const service = present(ResourceId).split('/').at(-1);
      // Named so that an admin who reads the name knows what it does.
      expect(calling[0]?.AlarmName).toMatch(new RegExp(`^${service}-(in|out-\\w+)$`));
    }
  });

  it('every alarm calls something that is there', async () => {
    const [policies, { metric, composite }, { Topics = [] }] = await Promise.all([
      readPolicies(clients()),
      readAlarms(clients()),
      clients().topics.send(new ListTopicsCommand()),
    ]);
    const there = new Set([...policies.map(({ PolicyARN }) => PolicyARN), ...Topics.map(({ TopicArn }) => TopicArn)]);
    const names = new Set([...metric, ...composite].map(({ AlarmName }) => AlarmName));
    for (const { AlarmName, AlarmActions = [], OKActions = [] } of [...metric, ...composite]) {
      const nowhere = [...AlarmActions, ...OKActions].filter(
        (action) => !there.has(action) && !action.includes(':us-east-1:'),
      );
      expect({ AlarmName, nowhere }).toEqual({ AlarmName, nowhere: [] });
    }
    for (const { AlarmRule = '' } of composite) {
      const asked = [...AlarmRule.matchAll(/ALARM\("?([^")]+)"?\)/g)].map(([, name]) => name);
      expect(asked.filter((name) => name !== undefined && !names.has(name))).toEqual([]);
    }
  });

  it('adds tasks in several steps that leave no gap, and takes them away more slowly', async () => {
    for (const { PolicyName, StepScalingPolicyConfiguration: config } of await readPolicies(clients())) {
      const steps = [...(config?.StepAdjustments ?? [])].sort(
        (a, b) => (a.MetricIntervalLowerBound ?? -Infinity) - (b.MetricIntervalLowerBound ?? -Infinity),
      );
      expect({ PolicyName, steps: steps.length >= 2 }).toEqual({ PolicyName, steps: true });
      for (const [index, { MetricIntervalUpperBound }] of steps.slice(0, -1).entries()) {
        expect(steps[index + 1]?.MetricIntervalLowerBound).toBe(MetricIntervalUpperBound);
      }
      const outward = steps.every(({ ScalingAdjustment = 0 }) => ScalingAdjustment > 0);
      expect(PolicyName).toMatch(outward ? /-out-\w+$/ : /-in$/);
      expect(outward ? steps[0]?.MetricIntervalLowerBound : steps.at(-1)?.MetricIntervalUpperBound).toBe(0);
      expect(config?.Cooldown).toBeGreaterThanOrEqual(60);
    }
  });
}

async function readPolicies({ scaling }: Clients) {
  const { ScalingPolicies = [] } = await scaling.send(
    new DescribeScalingPoliciesCommand({ ServiceNamespace: 'ecs', MaxResults: 50 }),
  );
  return ScalingPolicies;
}

async function readAlarms({ alarms }: Clients): Promise<{ metric: MetricAlarm[]; composite: CompositeAlarm[] }> {
  const metric: MetricAlarm[] = [];
  const composite: CompositeAlarm[] = [];
  let NextToken: string | undefined;
  do {
    const page = await alarms.send(
      new DescribeAlarmsCommand({ AlarmTypes: ['MetricAlarm', 'CompositeAlarm'], MaxRecords: 100, NextToken }),
    );
    metric.push(...(page.MetricAlarms ?? []));
    composite.push(...(page.CompositeAlarms ?? []));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return { metric, composite };
}
