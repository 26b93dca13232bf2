import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from '@tintype/logger';
import type { Registry } from 'prom-client';

/** A service that is up. The embedded launcher and main.ts differ only in who listens. */
export interface RunningService {
  readonly name: string;
  readonly handler: RequestListener<typeof IncomingMessage, typeof ServerResponse>;
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly registry: Registry;
  readonly logger: Logger;
  /** Where gRPC listens (`host:port`), if it does. */
  readonly grpcAddress?: string;
  /** Whether everything it needs to serve is there: `false` takes it out of the load balancer. */
  ready(): Promise<boolean>;
  /** Stops taking work, finishes what is under way, and lets go of every connection. Safe to call twice. */
  close(): Promise<void>;
}

/** How a service is started: from an environment, with parts that one process can share. */
export interface ServiceDefinition<Shared = unknown> {
  readonly name: string;
  start(environment: Readonly<Record<string, string | undefined>>, shared?: Shared): Promise<RunningService>;
}
