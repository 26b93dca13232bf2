import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createMemoryTransport } from '@tintype/events';
import { startLocalAws } from '@tintype/local-aws';
import type { LocalAws } from '@tintype/local-aws';
import { createLogger } from '@tintype/logger';
import { createMetrics, hardenServer } from '@tintype/telemetry';
import type { SharedParts } from '@tintype/service';
import { lockDataDirectory } from './data-lock.ts';
import { createEdge } from './edge/edge.ts';
import type { Edge } from './edge/edge.ts';
import { environmentOf, serviceNames } from './environment.ts';
import type { ServiceName } from './environment.ts';
import { readSecrets } from './installation.ts';
import { listenOnFreePort } from './listen.ts';
import { startPostgres } from './postgres/index.ts';
import type { EmbeddedPostgres } from './postgres/index.ts';
import { loadServices, startServices } from './start-services.ts';
import type { RunningServices } from './start-services.ts';

export interface TintypeOptions {
  readonly dataDirectory: string;
  /** The first port to try; 0 takes any free one. */
  readonly port: number;
  readonly logLevel?: string;
  readonly logDestination?: NonNullable<SharedParts['logDestination']>;
  readonly nodeEnv?: 'development' | 'test';
  /** All of them unless told. */
  readonly services?: readonly ServiceName[];
}

/** Tintype, whole, in this process. */
export interface RunningTintype {
  readonly url: string;
  readonly aws: LocalAws;
  readonly postgres: EmbeddedPostgres;
  readonly services: RunningServices;
  /** Stops everything in order; nothing acknowledged is lost. */
  close(): Promise<void>;
}

const backend = fileURLToPath(new URL('../../', import.meta.url));

/** Starts Postgres, the local AWS, every service and the edge on one loopback port. */
export async function startTintype(options: TintypeOptions): Promise<RunningTintype> {
  const dataDirectory = resolve(options.dataDirectory);
  await mkdir(dataDirectory, { recursive: true });
  const unlock = await lockDataDirectory(dataDirectory);
  const cleanups: (() => Promise<void>)[] = [unlock];
  const close = async (): Promise<void> => {
    for (const cleanup of cleanups.splice(0).reverse()) {
      await cleanup();
    }
  };
  try {
    // Filled in once the services are up; until then requests are told to wait.
    const front: { edge?: Edge } = {};
    const server = hardenServer(
      createServer(
        {
          connectionsCheckingInterval: 1_000,
          shouldUpgradeCallback: (request) => front.edge?.isUpgrade(request) ?? false,
        },
        (request, response) => {
          if (front.edge) {
            front.edge.handle(request, response);
          } else {
            response.writeHead(503, { 'Retry-After': '1', 'Content-Type': 'text/plain' }).end('Tintype is starting.\n');
          }
        },
      ),
    );
    server.on('upgrade', (request, socket, head) =>
      front.edge ? front.edge.upgrade(request, socket, head) : socket.destroy(),
    );
    const url = `http://localhost:${await listenOnFreePort(server, options.port)}`;
    cleanups.push(() => finishConnections(server));
    const secrets = await readSecrets(dataDirectory);
    // The three slow things go on at the same time: Postgres, the stand-ins, and reading our own code.
    const starting = [
      startPostgres({ dataDirectory: join(dataDirectory, 'postgres') }),
      startLocalAws({ dataDirectory: join(dataDirectory, 'aws'), publicUrl: () => url }),
      loadServices(options.services),
    ] as const;
    const [postgresStart, awsStart, loading] = await Promise.allSettled(starting);
    if (postgresStart.status === 'fulfilled') {
      cleanups.push(() => postgresStart.value.stop());
    }
    if (awsStart.status === 'fulfilled') {
      cleanups.push(() => awsStart.value.close());
    }
    if (postgresStart.status === 'rejected' || awsStart.status === 'rejected' || loading.status === 'rejected') {
      throw [postgresStart, awsStart, loading].find((result) => result.status === 'rejected')?.reason;
    }
    const postgres = postgresStart.value;
    const aws = awsStart.value;
    await postgres.ensureDatabase('posts');
    const environment = environmentOf({
      publicUrl: url,
      nodeEnv: options.nodeEnv ?? 'development',
      logLevel: options.logLevel ?? 'info',
      secrets,
      aws,
      postgres,
    });
    const logger = createLogger({
      service: 'embedded',
      level: options.logLevel ?? 'info',
      ...(options.logDestination && { destination: options.logDestination }),
    });
    const transport = createMemoryTransport({
      logger,
      metrics: createMetrics('embedded', { processMetrics: false }),
      service: 'embedded',
      expects: options.services ?? serviceNames,
      parkedFile: join(dataDirectory, 'parked-events.jsonl'),
    });
    const services = await startServices({
      environment,
      transport,
      ...(options.services && { names: options.services }),
      ...(options.logDestination && { logDestination: options.logDestination }),
    });
    cleanups.push(() => services.close());
    // First of all when stopping: no new requests, while those under way are answered.
    cleanups.push(async () => void server.close());
    front.edge = createEdge({
      services: services.byName,
      mailbox: aws.mailbox,
      publicUrl: url,
      pages: join(backend, '../ui/dist/browser'),
      openApiFile: join(backend, 'openapi.json'),
    });
    return { url, aws, postgres, services, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Longest that a stopping process waits for requests under way. */
const drainMilliseconds = 5_000;

async function finishConnections(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), drainMilliseconds);
  await Promise.race([closed, sleep(drainMilliseconds + 500, undefined, { ref: false })]);
  clearTimeout(cut);
}
