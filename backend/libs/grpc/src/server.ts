import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import type { ChannelOptions } from '@grpc/grpc-js';
import { ServerError, Status, createServer } from 'nice-grpc';
import type { CallContext, CompatServiceDefinition, ServerMiddlewareCall, ServiceImplementation } from 'nice-grpc';
import { isAppError } from '@tintype/errors';
import { withContext } from '@tintype/logger';
import type { Logger } from '@tintype/logger';
import { pushbackTrailer, serverOptions } from './channel-options.ts';
import { grpcStatus } from './errors.ts';

/** A gRPC server that is listening. */
export interface GrpcServer {
  readonly address: string;
  close(): Promise<void>;
}

// Callers wait 3 s; who is still connected after that is not waiting for an answer.
const closeMilliseconds = 5_000;

/** Pairs a service definition with its implementation, so that both are checked against each other. */
export function implement<Service extends CompatServiceDefinition>(
  definition: Service,
  implementation: ServiceImplementation<Service>,
): GrpcImplementation {
  return { definition, implementation: implementation as unknown as ServiceImplementation<CompatServiceDefinition> };
}

interface GrpcImplementation {
  readonly definition: CompatServiceDefinition;
  readonly implementation: ServiceImplementation<CompatServiceDefinition>;
}

/** Starts a gRPC server that answers only callers with the services' token; port 0 takes a free one. */
export async function startGrpcServer(options: {
  host: string;
  port: number;
  token: string;
  logger: Logger;
  services: readonly GrpcImplementation[];
  /** For tests: connections that end sooner. */
  limits?: Pick<ChannelOptions, 'grpc.max_connection_age_ms'>;
}): Promise<GrpcServer> {
  const server = createServer({ ...serverOptions, ...options.limits }).use(middleware(options.token, options.logger));
  for (const service of options.services) {
    server.add(service.definition, service.implementation);
  }
  const port = await server.listen(`${options.host}:${options.port}`);
  return {
    address: `${options.host}:${port}`,
    close: async () => {
      const impatience = setTimeout(() => server.forceShutdown(), closeMilliseconds);
      await server.shutdown();
      clearTimeout(impatience);
    },
  };
}

function middleware(token: string, logger: Logger) {
  const expected = digest(`Bearer ${token}`);
  return async function* handle<Request, Response>(
    call: ServerMiddlewareCall<Request, Response>,
    context: CallContext,
  ): AsyncGenerator<Response, Response | void, undefined> {
    if (!timingSafeEqual(digest(context.metadata.get('authorization') ?? ''), expected)) {
      throw new ServerError(Status.UNAUTHENTICATED, 'unauthenticated|Services only.');
    }
    const requestId = context.metadata.get('x-request-id') ?? randomUUID();
    try {
      if (call.responseStream) {
        return yield* call.next(call.request, context);
      }
      // Unary calls run inside the caller's context, so that their log lines carry its request id.
      const generator = call.next(call.request, context);
      return await withContext({ requestId }, async () => {
        const { value } = await generator.next();
        logger.debug({ method: call.method.path }, 'call');
        return value as Response | void;
      });
    } catch (error) {
      if (isAppError(error)) {
        context.trailer.set(pushbackTrailer, '-1');
        throw new ServerError(grpcStatus(error), `${error.code}|${error.message}`);
      }
      logger.error({ err: error, method: call.method.path }, 'call failed');
      throw error;
    }
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
