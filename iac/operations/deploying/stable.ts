import type { Service as EcsService } from '@aws-sdk/client-ecs';
import type { Clients } from '../clients.ts';
import type { Environment } from '../environment.ts';
import { Problem } from '../problem.ts';
import { pause } from '../terminal.ts';
import { lastLogLines } from '../watching/log-lines.ts';
import { describeServices } from './describe-services.ts';

const lookSeconds = 5;
const mostSeconds = 25 * 60;

/** Waits until every service runs its new version only; one that cannot is told with its events and last lines. */
export async function awaitStable(
  clients: Clients,
  environment: Environment,
  tell: (text: string) => void,
): Promise<void> {
  const wanted = new Map<string, string>();
  const until = Date.now() + mostSeconds * 1000;
  for (;;) {
    const services = await describeServices(clients, environment);
    for (const { serviceName = '', taskDefinition = '' } of services) {
      // What is wanted was decided by apply. A circuit breaker changes the service's own answer when it rolls back.
      wanted.set(serviceName, wanted.get(serviceName) ?? taskDefinition);
    }
    const failed = services.find((service) => hasFailed(service, wanted.get(service.serviceName ?? '')));
    if (failed) {
      throw await failure(
        clients,
        environment,
        failed,
        'could not start its new version; ECS keeps or restores the one before.',
      );
    }
    const waiting = services.filter((service) => !isStable(service));
    if (waiting.length === 0) {
      return;
    }
    if (Date.now() > until) {
      throw await failure(clients, environment, waiting[0] ?? {}, `is not stable after ${mostSeconds / 60} minutes.`);
    }
    tell(
      waiting
        .map(({ serviceName, runningCount, desiredCount }) => `${serviceName} ${runningCount}/${desiredCount}`)
        .join(', '),
    );
    await pause(lookSeconds);
  }
}

function isStable({ deployments = [], runningCount = 0, desiredCount = 0 }: EcsService): boolean {
  const [only] = deployments;
  return deployments.length === 1 && only?.rolloutState === 'COMPLETED' && runningCount >= desiredCount;
}

function hasFailed({ deployments = [], taskDefinition }: EcsService, wanted: string | undefined): boolean {
  return taskDefinition !== wanted || deployments.some(({ rolloutState }) => rolloutState === 'FAILED');
}

async function failure(
  clients: Clients,
  environment: Environment,
  service: EcsService,
  what: string,
): Promise<Problem> {
  const name = service.serviceName ?? '';
  const group = Object.values(environment.services).find(({ service_name: one }) => one === name)?.log_group ?? '';
  const events = (service.events ?? []).slice(0, 5).map(({ message }) => `    ${message ?? ''}`);
  const reason = service.deployments?.find(({ rolloutState }) => rolloutState === 'FAILED')?.rolloutStateReason;
  return new Problem(
    [
      `${name} ${what}`,
      ...(reason === undefined ? [] : [`    ${reason}`]),
      ...events,
      '  Last lines of its log:',
      await lastLogLines(clients, group),
    ].join('\n'),
    'Put the cause right and deploy again; to go back, check out the commit that ran well and deploy that.',
  );
}
