import { ChannelCredentials, Metadata, createChannel, createClientFactory } from 'nice-grpc';
import type { CallOptions, Client, ClientMiddlewareCall, CompatServiceDefinition } from 'nice-grpc';
import { currentContext } from '@tintype/logger';
import { clientOptions } from './channel-options.ts';
import type { CallableDefinition } from './channel-options.ts';
import { fromCallError } from './errors.ts';

/** A connection to another service, and the client that speaks over it. */
export interface GrpcClient<Service extends CompatServiceDefinition> {
  readonly call: Client<Service>;
  close(): void;
}

/** Longest that a call may take, in milliseconds, unless the caller gives its own signal. */
const deadlineMilliseconds = 3_000;

/**
 * Connects lazily to every address of `host:port`; each call has a deadline, the services' token and the request id of
 * its work.
 */
export function createGrpcClient<Service extends CallableDefinition>(
  definition: Service,
  options: { address: string; token: string },
): GrpcClient<Service> {
  const channel = createChannel(options.address, ChannelCredentials.createInsecure(), clientOptions(definition));
  const factory = createClientFactory().use(middleware(options.token));
  return { call: factory.create(definition, channel), close: () => channel.close() };
}

function middleware(token: string) {
  return async function* handle<Request, Response>(
    call: ClientMiddlewareCall<Request, Response>,
    options: CallOptions,
  ): AsyncGenerator<Response, Response | void, undefined> {
    const metadata = Metadata(options.metadata).set('authorization', `Bearer ${token}`);
    const requestId = currentContext()?.requestId;
    if (requestId !== undefined) {
      metadata.set('x-request-id', requestId);
    }
    try {
      return yield* call.next(call.request, {
        ...options,
        metadata,
        signal: options.signal ?? AbortSignal.timeout(deadlineMilliseconds),
      });
    } catch (error) {
      throw fromCallError(error);
    }
  };
}
