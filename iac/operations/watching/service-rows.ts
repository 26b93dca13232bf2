import { DescribeScalableTargetsCommand } from '@aws-sdk/client-application-auto-scaling';
import { DescribeServicesCommand, DescribeTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import type { Service as EcsService } from '@aws-sdk/client-ecs';
import type { Clients } from '../clients.ts';
import type { Environment } from '../environment.ts';
import { paint } from '../terminal.ts';
import { ago } from './ago.ts';

/** Tasks, range, version, last deployment and last event of each service. */
export async function serviceRows(clients: Clients, { cluster, services }: Environment): Promise<string[][]> {
  const names = Object.values(services).map(({ service_name: name }) => name);
  const [{ services: found = [] }, { ScalableTargets: targets = [] }] = await Promise.all([
    clients.containers.send(new DescribeServicesCommand({ cluster, services: names })),
    clients.scaling.send(
      new DescribeScalableTargetsCommand({
        ServiceNamespace: 'ecs',
        ResourceIds: names.map((name) => `service/${cluster}/${name}`),
      }),
    ),
  ]);
  const rows = await Promise.all(
    Object.entries(services).map(async ([key, { service_name: name }]) => {
      const service = found.find(({ serviceName }) => serviceName === name);
      const range = targets.find(({ ResourceId: id }) => id === `service/${cluster}/${name}`);
      if (!service) {
        return [key, paint('red', 'not there')];
      }
      const [deployment] = service.deployments ?? [];
      return [
        key,
        tasksOf(service),
        range ? `${range.MinCapacity} to ${range.MaxCapacity}` : 'does not scale',
        await versionOf(clients, service),
        `${stateOf(deployment?.rolloutState)} ${ago(deployment?.updatedAt ?? deployment?.createdAt)}`,
        paint('gray', shortEvent(service)),
      ];
    }),
  );
  return [['', 'tasks', 'scales', 'version', 'deployment', 'last event'].map((title) => paint('gray', title)), ...rows];
}

function tasksOf({ runningCount = 0, desiredCount = 0, pendingCount = 0 }: EcsService): string {
  const text = `${runningCount} of ${desiredCount}${pendingCount > 0 ? `, ${pendingCount} starting` : ''}`;
  return runningCount < desiredCount ? paint('red', text) : paint('green', text);
}

async function versionOf(clients: Clients, { taskDefinition }: EcsService): Promise<string> {
  const { taskDefinition: definition } = await clients.containers.send(
    new DescribeTaskDefinitionCommand({ taskDefinition }),
  );
  return (
    definition?.containerDefinitions
      ?.find(({ image }) => image?.includes('tintype/'))
      ?.image?.split(':')
      .at(-1) ?? ''
  );
}

function stateOf(state: string | undefined): string {
  const text = (state ?? 'unknown').toLowerCase().replace('_', ' ');
  return state === 'FAILED' ? paint('red', text) : text;
}

function shortEvent({ serviceName = '', events = [] }: EcsService): string {
  const text = events[0]?.message?.replace(`(service ${serviceName}) `, '') ?? '';
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
