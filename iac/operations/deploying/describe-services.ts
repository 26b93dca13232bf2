import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import type { Service } from '@aws-sdk/client-ecs';
import type { Clients } from '../clients.ts';
import type { Environment } from '../environment.ts';
import { Problem } from '../problem.ts';

/** Every service of an environment as ECS knows it; fails clearly where one is not there. */
export async function describeServices(
  clients: Clients,
  { cluster, services }: Pick<Environment, 'cluster' | 'services'>,
): Promise<readonly Service[]> {
  const names = Object.values(services).map(({ service_name: name }) => name);
  const { services: found = [], failures = [] } = await clients.containers.send(
    new DescribeServicesCommand({ cluster, services: names }),
  );
  if (failures.length > 0 || found.length < names.length) {
    throw new Problem(
      `ECS does not know ${failures.map(({ arn }) => arn).join(', ') || 'all of the services'}.`,
      'Somebody may have deleted it by hand. Deploy again: Terraform makes it anew.',
    );
  }
  return found;
}
