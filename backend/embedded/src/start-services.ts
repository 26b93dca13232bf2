import type { MemoryTransport } from '@tintype/events';
import type { SharedParts } from '@tintype/service';
import type { RunningService, ServiceDefinition } from '@tintype/telemetry';
import { serviceNames } from './environment.ts';
import type { ServiceEnvironment, ServiceName } from './environment.ts';

/** The services of one process. */
export interface RunningServices {
  readonly byName: ReadonlyMap<string, RunningService>;
  close(): Promise<void>;
}

// Loaded when needed: importing all of them takes longer than starting them, so it goes on beside Postgres' own start.
const definitions: Record<ServiceName, () => Promise<ServiceDefinition<SharedParts>>> = {
  auth: async () => (await import('@tintype/auth')).authService,
  media: async () => (await import('@tintype/media')).mediaService,
  posts: async () => (await import('@tintype/posts')).postsService,
  notifications: async () => (await import('@tintype/notifications')).notificationsService,
};

/** Imports the services' code ahead of their start. */
export function loadServices(names: readonly ServiceName[] = serviceNames): Promise<ServiceDefinition<SharedParts>[]> {
  return Promise.all(names.map((name) => definitions[name]()));
}

/** Starts the services in the order in which they need each other; each learns the gRPC addresses of those before it. */
export async function startServices(options: {
  environment: ServiceEnvironment;
  transport: MemoryTransport;
  names?: readonly ServiceName[];
  logDestination?: SharedParts['logDestination'];
}): Promise<RunningServices> {
  const environment = { ...options.environment };
  const byName = new Map<string, RunningService>();
  const shared = (): SharedParts => ({
    transport: options.transport.connect(),
    processMetrics: false,
    ...(options.logDestination && { logDestination: options.logDestination }),
  });
  const close = async (): Promise<void> => {
    for (const service of [...byName.values()].reverse()) {
      await service.close();
    }
    await options.transport.close();
  };
  try {
    for (const definition of await loadServices(options.names)) {
      const service = await definition.start(environment, shared());
      byName.set(definition.name, service);
      if (service.grpcAddress !== undefined) {
        environment[`${definition.name.toUpperCase()}_GRPC`] = service.grpcAddress;
      }
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { byName, close };
}
