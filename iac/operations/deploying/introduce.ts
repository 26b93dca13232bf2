import { readFileSync } from 'node:fs';
import { UpdateServiceCommand } from '@aws-sdk/client-ecs';
import type { Service } from '@aws-sdk/client-ecs';
import type { Clients } from '../clients.ts';
import type { Environment } from '../environment.ts';
import { describeServices } from './describe-services.ts';

interface Workloads {
  readonly services: Readonly<Record<string, { readonly calls: readonly string[] }>>;
}

// A name is there a moment after its service; whoever began within it may or may not have heard.
const marginMilliseconds = 120_000;

/**
 * Deploys those services once more that cannot know all whom they call: a task of Service Connect knows the services only
 * that were there when its own deployment began, and a first apply makes all of them at once. Answers which it were.
 */
export async function introduceServices(
  clients: Clients,
  environment: Pick<Environment, 'cluster' | 'services'>,
): Promise<readonly string[]> {
  const running = await describeServices(clients, environment);
  const byName = new Map(running.map((service) => [service.serviceName, service]));
  const find = (key: string): Service | undefined => byName.get(environment.services[key]?.service_name ?? '');
  const strangers = Object.entries(workloads().services).filter(([key, { calls }]) => {
    const began = find(key)?.deployments?.find(({ status }) => status === 'PRIMARY')?.createdAt;
    return calls.some((called) => {
      const there = find(called)?.createdAt;
      return began && there && began.getTime() < there.getTime() + marginMilliseconds;
    });
  });
  for (const [key] of strangers) {
    const service = environment.services[key]?.service_name;
    await clients.containers.send(
      new UpdateServiceCommand({ cluster: environment.cluster, service, forceNewDeployment: true }),
    );
  }
  return strangers.map(([key]) => key);
}

function workloads(): Workloads {
  return JSON.parse(readFileSync(new URL('../../workloads.json', import.meta.url), 'utf8')) as Workloads;
}
