import { DescribeTasksCommand, RunTaskCommand } from '@aws-sdk/client-ecs';
import type { Task as EcsTask } from '@aws-sdk/client-ecs';
import type { Clients } from '../clients.ts';
import type { Environment, Task } from '../environment.ts';
import { Problem } from '../problem.ts';
import { pause, step } from '../terminal.ts';
import { lastLogLines } from '../watching/log-lines.ts';

// The broker's users first: services that come up while the database is brought up to date can connect already.
const order = ['broker-users', 'posts-migrate'];
const lookSeconds = 5;
const mostSeconds = 30 * 60;

/** Runs the tasks that have to end well before the new version starts, one after the other. */
export async function runOneOffTasks(clients: Clients, known: Pick<Environment, 'cluster' | 'tasks'>): Promise<void> {
  const place = (name: string): number => (order.indexOf(name) + order.length + 1) % (order.length + 1);
  const tasks = Object.entries(known.tasks).sort(([a], [b]) => place(a) - place(b));
  for (const [name, task] of tasks) {
    await step(`task ${name}`, async ({ tell }) => {
      const arn = await start(clients, known.cluster, name, task);
      const ended = await awaitEnd(clients, known.cluster, arn, tell);
      const container = ended.containers?.find((one) => one.name === task.container);
      if (container?.exitCode !== 0) {
        const id = arn.split('/').at(-1) ?? '';
        throw new Problem(
          `The task ${name} ended with ${container?.exitCode ?? 'nothing'}: ${container?.reason ?? ended.stoppedReason ?? ''}\n` +
            (await lastLogLines(clients, task.log_group, id)),
          'The version that ran before still runs. Put the cause right and deploy again: these tasks can be repeated.',
        );
      }
    });
  }
}

async function start(clients: Clients, cluster: string, name: string, task: Task): Promise<string> {
  const { tasks, failures } = await clients.containers.send(
    new RunTaskCommand({
      cluster,
      taskDefinition: task.definition_arn,
      launchType: 'FARGATE',
      startedBy: 'deploy',
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: [...task.subnet_ids],
          securityGroups: [...task.security_group_ids],
          assignPublicIp: 'DISABLED',
        },
      },
    }),
  );
  const arn = tasks?.[0]?.taskArn;
  if (arn === undefined) {
    throw new Problem(
      `ECS did not start the task ${name}: ${failures?.[0]?.reason ?? 'no reason given'}.`,
      'RESOURCE or capacity: AWS had no room, try again. Anything else is told under Service Quotas, AWS Fargate.',
    );
  }
  return arn;
}

async function awaitEnd(
  clients: Clients,
  cluster: string,
  arn: string,
  tell: (text: string) => void,
): Promise<EcsTask> {
  const until = Date.now() + mostSeconds * 1000;
  while (Date.now() < until) {
    const { tasks } = await clients.containers.send(new DescribeTasksCommand({ cluster, tasks: [arn] }));
    const task = tasks?.[0];
    if (task?.lastStatus === 'STOPPED') {
      return task;
    }
    tell((task?.lastStatus ?? 'unknown').toLowerCase());
    await pause(lookSeconds);
  }
  throw new Problem(
    `The task has not ended after ${mostSeconds / 60} minutes.`,
    `Look at it in the console, ECS, cluster ${cluster}; a migration may really take that long. Then deploy again.`,
  );
}
