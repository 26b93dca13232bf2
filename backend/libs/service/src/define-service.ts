import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type Koa from 'koa';
import { createTransport } from '@tintype/events';
import type { EventTransport } from '@tintype/events';
import { startGrpcServer } from '@tintype/grpc';
import type { implement } from '@tintype/grpc';
import { createApp } from '@tintype/http';
import type { Actor, IdempotencyStore, Routes } from '@tintype/http';
import { connectIdentity } from '@tintype/identity';
import type { Identity } from '@tintype/identity';
import { createLogger } from '@tintype/logger';
import type { Logger } from '@tintype/logger';
import { createMetrics, createWaiting } from '@tintype/telemetry';
import type { Metrics, RunningService, ServiceDefinition, WaitFor } from '@tintype/telemetry';
import type { ServiceConfig } from './service-config.ts';

/** What the launcher of several services in one process gives each; a service of its own process makes these itself. */
export interface SharedParts {
  /** This service's own connection to the transport; it closes it. */
  readonly transport?: EventTransport;
  readonly logDestination?: Parameters<typeof createLogger>[0]['destination'];
  readonly processMetrics?: boolean;
}

/** What a service is given to build its dependencies from. */
export interface ServiceParts<Config> {
  readonly config: Config;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly transport: EventTransport;
  /** Tries what needs a store until it is there; in one process with the others, where nothing is late, only once. */
  readonly waitFor: WaitFor;
}

/** What makes a service: each member is one line in its `service.ts`. */
export interface ServicePlan<Config extends ServiceConfig, Dependencies, Scope> {
  readonly name: string;
  readonly config: (environment: Readonly<Record<string, string | undefined>>) => Config;
  /** The composition root: stores, gateways, relays. */
  readonly connect: (parts: ServiceParts<Config>) => Promise<Dependencies>;
  readonly features: readonly Routes<Scope>[];
  readonly createScope: (dependencies: Dependencies, actor: Actor | undefined, ctx: Koa.Context) => Scope;
  readonly ready: (dependencies: Dependencies) => Promise<boolean>;
  readonly close: (dependencies: Dependencies) => Promise<void>;
  readonly identity?: (dependencies: Dependencies, parts: ServiceParts<Config>) => Promise<Identity>;
  readonly idempotency?: (dependencies: Dependencies) => IdempotencyStore;
  readonly rpc?: (dependencies: Dependencies) => readonly ReturnType<typeof implement>[];
  readonly subscribe?: (dependencies: Dependencies, transport: EventTransport) => Promise<void>;
  readonly sockets?: (dependencies: Dependencies, identity: Identity) => Sockets;
}

/** Answers upgrades to WebSocket. */
export interface Sockets {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): Promise<void>;
}

/** Turns a plan into a service that can be started, alone or beside others in one process. */
export function defineService<Config extends ServiceConfig, Dependencies, Scope>(
  plan: ServicePlan<Config, Dependencies, Scope>,
): ServiceDefinition<SharedParts> {
  return {
    name: plan.name,
    readConfig: plan.config,
    start: async (environment, shared = {}, stop): Promise<RunningService> => {
      const config = plan.config(environment);
      const logger = createLogger({
        service: plan.name,
        level: config.LOG_LEVEL,
        ...(shared.logDestination && { destination: shared.logDestination }),
      });
      const metrics = createMetrics(plan.name, { processMetrics: shared.processMetrics ?? true });
      const transport =
        shared.transport ?? (await createTransport(config.EVENTS_URL, { logger, metrics, service: plan.name }));
      const parts = { config, logger, metrics, transport, waitFor: createWaiting({ logger, until: stop }) };
      const dependencies = await plan.connect(parts);
      const grpc = plan.rpc
        ? await startGrpcServer({
            host: config.GRPC_HOST,
            port: config.GRPC_PORT,
            token: config.GRPC_TOKEN,
            logger,
            services: plan.rpc(dependencies),
          })
        : undefined;
      const identity = await (plan.identity?.(dependencies, parts) ?? connectIdentity(config, logger));
      await transport.listen(['session.revoked'], async ({ payload }) => {
        identity.revocations.add({
          personId: payload.userId,
          tokenFamily: payload.tokenFamily,
          before: new Date(payload.before),
        });
      });
      await plan.subscribe?.(dependencies, transport);
      const sockets = plan.sockets?.(dependencies, identity);
      const idempotency = plan.idempotency?.(dependencies);
      const ready = async (): Promise<boolean> =>
        transport.isReady() && identity.isReady() && (await plan.ready(dependencies));
      const app = createApp<Scope>({
        features: plan.features,
        logger,
        metrics,
        ready,
        trustedProxies: config.TRUSTED_PROXIES,
        compress: config.COMPRESS,
        checkAnswers: config.NODE_ENV === 'test',
        outageWait: config.OUTAGE_WAIT,
        authenticate: (authorization) => identity.authenticate(authorization),
        createScope: (actor, ctx) => plan.createScope(dependencies, actor, ctx),
        ...(idempotency && { idempotency }),
      });
      const handle = app.callback();
      let closing: Promise<void> | undefined;
      const close = async (): Promise<void> => {
        await sockets?.close();
        await transport.close();
        identity.close();
        await grpc?.close();
        await plan.close(dependencies);
      };
      return {
        name: plan.name,
        handler: (request, response) => void handle(request, response),
        registry: metrics.registry,
        logger,
        ready,
        close: () => (closing ??= close()),
        ...(grpc && { grpcAddress: grpc.address }),
        ...(sockets && { upgrade: (request, socket, head) => sockets.upgrade(request, socket, head) }),
      };
    },
  };
}
