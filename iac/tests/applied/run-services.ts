import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readRoutingTable, routeOf, startPostgres } from '@tintype/embedded';
import type { EmbeddedPostgres } from '@tintype/embedded';
import { createCaller } from '@tintype/testing';
import type { AnyJson, TestAnswer, TestRequest } from '@tintype/testing';
import { freePort, runProgram, spawnService } from '@tintype/testing/processes';
import type { ServiceProcess } from '@tintype/testing/processes';
import { prepareBroker } from '@tintype/testing/rabbitmq';
import type { Broker } from '@tintype/testing/rabbitmq';
import pg from 'pg';
import type { Cloud } from '../cloud.ts';
import { createClients, present } from './clients.ts';
import { containerOfService, containerOfTask, environmentOf } from './containers.ts';

type Variables = Record<string, string>;

const names = ['auth', 'media', 'posts', 'notifications'] as const;
const readyTries = 300;

/** The services as processes, with what their task definitions say. */
export interface RunningServices {
  call(path: string, request?: TestRequest): Promise<TestAnswer<AnyJson>>;
  bytes(path: string, request?: TestRequest): Promise<Buffer>;
  /** What all of them have printed. */
  output(): string;
  stop(): Promise<void>;
}

/** The address of a database without who may use it, as Terraform hands it to containers. */
function addressOf(postgres: EmbeddedPostgres): string {
  return `postgresql://127.0.0.1:${postgres.port}/posts`;
}

/** RDS makes an instance's owner; here the database that stands in for it is given to one of the same name. */
async function makeOwner(postgres: EmbeddedPostgres, owner: Variables): Promise<void> {
  await postgres.ensureDatabase('posts');
  const client = new pg.Client({ connectionString: postgres.url('posts') });
  await client.connect();
  try {
    const name = client.escapeIdentifier(present(owner['DATABASE_USERNAME']));
    const password = client.escapeLiteral(present(owner['DATABASE_PASSWORD']));
    await client.query(`create role ${name} with login createrole password ${password}`);
    await client.query(`alter database posts owner to ${name}`);
  } finally {
    await client.end();
  }
}

/** Amazon MQ makes the administrator; here guest does, who is gone as soon as the task has run. */
async function makeAdministrator(broker: Broker, { BROKER_USERNAME: name, BROKER_PASSWORD: password }: Variables) {
  const put = async (path: string, body: object) => {
    const answer = await fetch(`${broker.managementUrl}/api/${path}`, {
      method: 'PUT',
      headers: { authorization: `Basic ${btoa('guest:guest')}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) {
      throw new Error(`The broker does not take ${path}: ${answer.status} ${await answer.text()}`);
    }
  };
  await put(`users/${name}`, { password, tags: 'administrator' });
  await put(`permissions/%2F/${name}`, { configure: '.*', write: '.*', read: '.*' });
}

/** Runs a one-off task with what its definition says; `prepare` makes what AWS would have made for it. */
async function runTask(
  cloud: Cloud,
  name: string,
  file: string,
  prepare: (given: Variables) => Promise<Variables>,
): Promise<void> {
  const clients = createClients(cloud.aws);
  const tasks = cloud.outputs['tasks'] as Record<string, { definition_arn: string }>;
  const container = await containerOfTask(clients, present(tasks[name]).definition_arn);
  const program = runProgram(file, await prepare(await environmentOf(clients, container)));
  if ((await program.exited) !== 0) {
    throw new Error(`The task ${name} fails:\n${program.output()}`);
  }
}

function prepareStores(cloud: Cloud, postgres: EmbeddedPostgres, broker: Broker): Promise<unknown> {
  return Promise.all([
    runTask(cloud, 'posts-migrate', 'services/posts/src/migrate.ts', async (given) => {
      await makeOwner(postgres, given);
      const { DATABASE_CERTIFICATES: _unused, ...rest } = given;
      return { ...rest, DATABASE_URL: addressOf(postgres) };
    }),
    runTask(cloud, 'broker-users', 'libs/events/src/prepare-broker.ts', async (given) => {
      await broker.start();
      await makeAdministrator(broker, given);
      return { ...given, BROKER_MANAGEMENT_URL: broker.managementUrl };
    }),
  ]);
}

async function untilReady(service: ServiceProcess, name: string): Promise<void> {
  for (let tries = 0; tries < readyTries; tries += 1) {
    if ((await service.status('/readyz')) === 200) {
      return;
    }
    await sleep(100);
  }
  throw new Error(`${name} does not get ready:\n${service.output()}`);
}

/**
 * Starts every service with the variables and secrets of its task definition. In place of what an emulator has no use of
 * there is the real thing on this machine: Postgres for RDS, RabbitMQ for Amazon MQ. What else differs is where AWS, the
 * keys of tokens and the other services are found.
 */
export async function runServices(cloud: Cloud): Promise<RunningServices> {
  const folder = await mkdtemp(join(tmpdir(), 'tintype-cloud-'));
  const [postgres, broker] = await Promise.all([
    startPostgres({ dataDirectory: join(folder, 'postgres') }),
    prepareBroker({ management: true }),
  ]);
  const running: Record<string, ServiceProcess> = {};
  const stop = async () => {
    await Promise.all(Object.values(running).map((service) => service.kill('SIGTERM')));
    await broker.remove();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await prepareStores(cloud, postgres, broker);
    const clients = createClients(cloud.aws);
    const prefix = `tintype-${cloud.environment}`;
    const ports = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await freePort()] as const)));
    for (const name of names) {
      const container = await containerOfService(clients, prefix, `${prefix}-${name}`);
      const { DATABASE_CERTIFICATES: _unused, ...given } = await environmentOf(clients, container);
      const { pathname: pool } = new URL(present(given['COGNITO_ISSUER']));
      running[name] = await spawnService(name, {
        ...given,
        ...cloud.aws.env,
        AWS_REGION: present(given['AWS_REGION'] ?? cloud.aws.env['AWS_REGION']),
        COGNITO_JWKS_URL: `${cloud.aws.url}${pool}/.well-known/jwks.json`,
        EVENTS_URL: `amqp://${new URL(broker.url).host}`,
        ...(given['DATABASE_URL'] !== undefined && { DATABASE_URL: addressOf(postgres) }),
        GRPC_PORT: String(ports[name]),
        ...Object.fromEntries(
          names
            .filter((other) => `${other.toUpperCase()}_GRPC` in given)
            .map((other) => [`${other.toUpperCase()}_GRPC`, `127.0.0.1:${ports[other]}`]),
        ),
      });
    }
    await Promise.all(names.map((name) => untilReady(present(running[name]), name)));
  } catch (error) {
    await stop();
    throw error;
  }
  const routes = readRoutingTable();
  const callerOf = (path: string) => createCaller(present(running[present(routeOf(routes, path), path).service]).url);
  return {
    call: (path, request) => callerOf(path).json(path, request) as Promise<TestAnswer<AnyJson>>,
    bytes: (path, request) => callerOf(path).bytes(path, request),
    output: () => names.map((name) => `== ${name}\n${running[name]?.output() ?? ''}`).join('\n'),
    stop,
  };
}
