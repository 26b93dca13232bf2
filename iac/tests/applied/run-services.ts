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
import pg from 'pg';
import type { Cloud } from '../cloud.ts';
import { createClients, present } from './clients.ts';
import { containerOfService, containerOfTask, environmentOf } from './containers.ts';

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
async function makeOwner(postgres: EmbeddedPostgres, owner: Record<string, string>): Promise<void> {
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

/** Runs the migrations as the one-off task does, and says what they printed when they fail. */
async function migrate(cloud: Cloud, postgres: EmbeddedPostgres): Promise<void> {
  const clients = createClients(cloud.aws);
  const tasks = cloud.outputs['tasks'] as Record<string, { definition_arn: string }>;
  const container = await containerOfTask(clients, present(tasks['posts-migrate']).definition_arn);
  const { DATABASE_CERTIFICATES: _unused, ...given } = await environmentOf(clients, container);
  await makeOwner(postgres, given);
  const program = runProgram('services/posts/src/migrate.ts', { ...given, DATABASE_URL: addressOf(postgres) });
  if ((await program.exited) !== 0) {
    throw new Error(`The migrations fail:\n${program.output()}`);
  }
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
    prepareBroker(),
  ]);
  const running: Record<string, ServiceProcess> = {};
  const stop = async () => {
    await Promise.all(Object.values(running).map((service) => service.kill('SIGTERM')));
    await broker.remove();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await Promise.all([broker.start(), migrate(cloud, postgres)]);
    const clients = createClients(cloud.aws);
    const prefix = `tintype-${cloud.environment}`;
    const ports = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await freePort()] as const)));
    for (const name of names) {
      const container = await containerOfService(clients, prefix, `${prefix}-${name}`);
      const {
        DATABASE_CERTIFICATES: _certificates,
        EVENTS_USERNAME: _username,
        EVENTS_PASSWORD: _password,
        ...given
      } = await environmentOf(clients, container);
      const { pathname: pool } = new URL(present(given['COGNITO_ISSUER']));
      running[name] = await spawnService(name, {
        ...given,
        ...cloud.aws.env,
        AWS_REGION: present(given['AWS_REGION'] ?? cloud.aws.env['AWS_REGION']),
        COGNITO_JWKS_URL: `${cloud.aws.url}${pool}/.well-known/jwks.json`,
        EVENTS_URL: broker.url,
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
