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

type Environment = Readonly<Record<string, string | undefined>>;

/** What a process of its own has to know of a service's configuration. */
export interface ProcessConfig {
  readonly HOST: string;
  readonly PORT: number;
  readonly LOG_LEVEL: string;
  readonly DRAIN_DELAY: number;
  readonly ANSWER_WHILE_STARTING: boolean;
}

/** How a service is started: from an environment, with parts that one process can share. */
export interface ServiceDefinition<Shared = unknown> {
  readonly name: string;
  /** Reads its variables; throws a ConfigError that lists every problem. */
  readConfig(environment: Environment): ProcessConfig;
  /**
   * Starts it. With a signal it waits for stores and services that are not there yet until the signal comes; without one
   * it fails.
   */
  start(environment: Environment, shared?: Shared, stop?: AbortSignal): Promise<RunningService>;
}
