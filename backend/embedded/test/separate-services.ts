import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request as forward } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createSocketServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startLocalAws } from '@tintype/local-aws';
import { readRoutingTable, routeOf } from '../src/edge/routing-table.ts';
import { environmentOf } from '../src/environment.ts';
import { readSecrets } from '../src/installation.ts';
import { startPostgres } from '../src/postgres/index.ts';

const services = fileURLToPath(new URL('../../services/', import.meta.url));

/** A replica of a service, as a process of its own. */
export interface Replica {
  readonly service: string;
  readonly url: string;
  start(): Promise<void>;
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
}

/** Every service as processes behind a plain proxy, over RabbitMQ: the way containers and AWS run them. */
export interface SeparateServices {
  readonly url: string;
  readonly replicas: readonly Replica[];
  /** Stops a store in the middle of what goes on, and starts it again where it was. */
  restart(store: 'postgres' | 'aws'): Promise<void>;
  close(): Promise<void>;
}

type Mailbox = (request: IncomingMessage, response: ServerResponse) => void;

/** Starts one replica of each service and two of those named. */
export async function startSeparately(options: {
  dataDirectory: string;
  eventsUrl: string;
  twice: readonly string[];
}): Promise<SeparateServices> {
  const replicas: Replica[] = [];
  let url = '';
  const [databasePort, cognito, s3, sns, dynamodb] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const runPostgres = () =>
    startPostgres({ dataDirectory: join(options.dataDirectory, 'postgres'), pickPort: async () => databasePort });
  const runAws = () =>
    startLocalAws({
      dataDirectory: join(options.dataDirectory, 'aws'),
      publicUrl: () => url,
      ports: { cognito, s3, sns, dynamodb },
    });
  const secrets = await readSecrets(options.dataDirectory);
  let [postgres, aws] = await Promise.all([runPostgres(), runAws()]);
  const mailbox: Mailbox = (request, response) => aws.mailbox(request, response);
  const server = createServer(proxyTo(replicas, mailbox)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://localhost:${portOf(server)}`;
  await postgres.ensureDatabase('posts');
  const environment: Record<string, string> = {
    ...environmentOf({ publicUrl: url, nodeEnv: 'test', logLevel: 'warn', secrets, aws, postgres }),
    EVENTS_URL: options.eventsUrl,
    HOST: '127.0.0.1',
    TRUSTED_PROXIES: '1',
  };
  const names = ['auth', 'media', 'posts', 'notifications'].flatMap((name) =>
    options.twice.includes(name) ? [name, name] : [name],
  );
  for (const service of names) {
    const [port, grpcPort] = [await freePort(), await freePort()];
    environment[`${service.toUpperCase()}_GRPC`] ??= '';
    const replica = createReplica(service, `http://127.0.0.1:${port}`, () => ({
      ...environment,
      PORT: String(port),
      GRPC_PORT: String(grpcPort),
    }));
    environment[`${service.toUpperCase()}_GRPC`] = `127.0.0.1:${grpcPort}`;
    await replica.start();
    replicas.push(replica);
  }
  return {
    url,
    replicas,
    restart: async (store) => {
      if (store === 'postgres') {
        await postgres.stop();
        postgres = await runPostgres();
      } else {
        await aws.close();
        aws = await runAws();
      }
    },
    close: async () => {
      await Promise.all(replicas.map((replica) => replica.kill('SIGKILL')));
      server.closeAllConnections();
      server.close();
      await aws.close();
      await postgres.stop();
    },
  };
}

function createReplica(service: string, url: string, environment: () => Record<string, string>): Replica {
  let child: ChildProcess | undefined;
  return {
    service,
    url,
    start: async () => {
      const main = join(services, service, 'src/main.ts');
      const env = { PATH: process.env['PATH'], ...environment() };
      child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
        env,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const deadline = Date.now() + 30_000;
      while (
        !(await fetch(`${url}/readyz`).then(
          (answer) => answer.ok,
          () => false,
        ))
      ) {
        if (Date.now() > deadline || child.exitCode !== null) {
          throw new Error(`${service} does not get ready`);
        }
        await sleep(50);
      }
    },
    kill: async (signal) => {
      if (!child || child.exitCode !== null || child.signalCode !== null) {
        return child?.exitCode ?? null;
      }
      const exited = once(child, 'exit') as Promise<[number | null]>;
      child.kill(signal);
      return (await exited)[0];
    },
  };
}

// As nginx does: the next replica in turn, another one where the first cannot be reached.
function proxyTo(replicas: readonly Replica[], mailbox: Mailbox) {
  const routes = readRoutingTable();
  let turn = 0;
  return (request: IncomingMessage, response: ServerResponse): void => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (path.startsWith('/mailbox')) {
      mailbox(request, response);
      return;
    }
    const service = routeOf(routes, path)?.service;
    const targets = replicas.filter((replica) => replica.service === service);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      turn += 1;
      const inTurn = targets
        .map((_, i) => targets[(turn + i) % targets.length])
        .filter((target) => target !== undefined);
      send(request, response, Buffer.concat(chunks), inTurn);
    });
  };
}

function send(request: IncomingMessage, response: ServerResponse, body: Buffer, targets: readonly Replica[]): void {
  const [target, ...others] = targets;
  if (!target) {
    response.writeHead(502).end();
    return;
  }
  const headers = {
    ...request.headers,
    'x-forwarded-for': request.socket.remoteAddress ?? '',
    'content-length': String(body.length),
  };
  const onward = forward(
    new URL(request.url ?? '/', target.url),
    { method: request.method ?? 'GET', headers },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  onward.on('error', () => {
    if (response.headersSent) {
      response.destroy();
    } else {
      send(request, response, body, others);
    }
  });
  onward.end(body);
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const server = createSocketServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
