import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ListTaskDefinitionsCommand,
} from '@aws-sdk/client-ecs';
import type { ContainerDefinition, TaskDefinition } from '@aws-sdk/client-ecs';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { present } from './clients.ts';
import type { Clients } from './clients.ts';

/** Every task definition that is active, of services and of one-off tasks. */
export async function readTaskDefinitions({ containers: ecs }: Clients): Promise<TaskDefinition[]> {
  const { taskDefinitionArns = [] } = await ecs.send(new ListTaskDefinitionsCommand({ status: 'ACTIVE' }));
  return Promise.all(taskDefinitionArns.map((arn) => readTaskDefinition(arn, ecs)));
}

async function readTaskDefinition(taskDefinition: string, ecs: Clients['containers']): Promise<TaskDefinition> {
  return present((await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }))).taskDefinition);
}

/** The container that a service runs now. */
export async function containerOfService(
  clients: Clients,
  cluster: string,
  service: string,
): Promise<ContainerDefinition> {
  const found = await clients.containers.send(new DescribeServicesCommand({ cluster, services: [service] }));
  const arn = present(found.services?.[0]?.taskDefinition, `service ${service}`);
  return onlyContainer(await readTaskDefinition(arn, clients.containers));
}

/** The container of a task definition. */
export async function containerOfTask(clients: Clients, arn: string): Promise<ContainerDefinition> {
  return onlyContainer(await readTaskDefinition(arn, clients.containers));
}

function onlyContainer({ containerDefinitions = [], family }: TaskDefinition): ContainerDefinition {
  return present(containerDefinitions[0], `container in ${family}`);
}

/** A secret as Fargate resolves `valueFrom`: the whole of it, or one key of it. */
export async function resolveSecret({ secrets }: Clients, valueFrom: string): Promise<string> {
  const parts = valueFrom.split(':');
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: parts.slice(0, 7).join(':') }));
  const [key = ''] = parts.slice(7);
  const text = present(SecretString, valueFrom);
  return key === '' ? text : present((JSON.parse(text) as Record<string, string>)[key], key);
}

/** The environment of the process in a container, as Fargate makes it. */
export async function environmentOf(clients: Clients, container: ContainerDefinition): Promise<Record<string, string>> {
  const variables = (container.environment ?? []).map(({ name, value }) => [present(name), present(value)] as const);
  const secrets = await Promise.all(
    (container.secrets ?? []).map(
      async ({ name, valueFrom }) => [present(name), await resolveSecret(clients, present(valueFrom))] as const,
    ),
  );
  return Object.fromEntries([...variables, ...secrets]);
}
