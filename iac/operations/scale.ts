import {
  DescribeScalableTargetsCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { taskCost } from '../costs/costs.ts';
import { openContext } from './context.ts';
import { pick, readEnvironment } from './environment.ts';
import { Problem } from './problem.ts';
import { readNumber } from './settings.ts';
import { confirm, say } from './terminal.ts';

const least = 2;

/** Sets between how many tasks a service scales, at once, until the next deployment. */
export async function scale(): Promise<void> {
  const context = await openContext('change how far a service scales');
  const { settings, clients } = context;
  const { cluster, services } = await readEnvironment(context);
  const [name, service] = pick(services, settings.word('SERVICE'), 'SERVICE');
  const target = {
    ServiceNamespace: 'ecs',
    ResourceId: `service/${cluster}/${service.service_name}`,
    ScalableDimension: 'ecs:service:DesiredCount',
  } as const;
  const { ScalableTargets: targets } = await clients.scaling.send(
    new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs', ResourceIds: [target.ResourceId] }),
  );
  const now = {
    minimum: targets?.[0]?.MinCapacity ?? service.minimum,
    maximum: targets?.[0]?.MaxCapacity ?? service.maximum,
  };
  const minimum = readNumber(settings, 'MIN') ?? now.minimum;
  const maximum = readNumber(settings, 'MAX') ?? now.maximum;
  check(settings.word('MIN') ?? settings.word('MAX'), name, minimum, maximum);
  const each = Math.round(taskCost(name));
  say(`${name}: ${now.minimum} to ${now.maximum} tasks now, ${minimum} to ${maximum} from here on.`);
  say(
    `A task of ${name} costs about US$ ${each} a month: between US$ ${each * minimum} and ${each * maximum} for all of them.`,
  );
  say(
    `The next deployment puts back what iac/environments/${settings.environment}/main.tf says under services; change it there to keep it.`,
  );
  await confirm(settings, 'Change it?');
  await clients.scaling.send(
    new RegisterScalableTargetCommand({ ...target, MinCapacity: minimum, MaxCapacity: maximum }),
  );
  say('Done. ECS starts or stops tasks within a minute or two: make status shows it.');
}

function check(given: string | undefined, name: string, minimum: number, maximum: number): void {
  if (given === undefined) {
    throw new Problem('Neither MIN nor MAX is set.', `Say, for example, SERVICE=${name} MIN=3 MAX=12.`);
  }
  if (minimum < least) {
    throw new Problem(`MIN=${minimum} is too few: with one task, its loss is an outage.`, `Say MIN=${least} or more.`);
  }
  if (maximum <= minimum) {
    throw new Problem(`MAX=${maximum} leaves no room above MIN=${minimum}.`, 'Say a greater MAX.');
  }
}
