import type { ChannelOptions } from '@grpc/grpc-js';
import type { CompatServiceDefinition } from 'nice-grpc';

/** What is generated of a service, as far as its clients need it. */
export type CallableDefinition = CompatServiceDefinition & {
  readonly fullName: string;
  readonly methods: Readonly<
    Record<string, { readonly name: string; readonly options: { readonly idempotencyLevel?: string } }>
  >;
};

/** With a negative number in this trailer a service says: I did answer, do not ask another replica. */
export const pushbackTrailer = 'grpc-retry-pushback-ms';

// Within a deadline of 3 s: tries after about 50, 150, 400 and again 400 ms, each at the next replica.
const retryPolicy = {
  maxAttempts: 5,
  initialBackoff: '0.05s',
  maxBackoff: '0.4s',
  backoffMultiplier: 3,
  retryableStatusCodes: ['UNAVAILABLE'],
};

/**
 * How clients reach a service that has several replicas, which come and go: calls go round over all addresses of the name,
 * a connection that breaks has the name looked up anew, a peer that is silent for 13 s counts as gone. What could not be
 * delivered is tried again, but what may have been delivered only where the contract calls the method idempotent.
 */
export function clientOptions(definition: CallableDefinition): ChannelOptions {
  const serviceConfig = {
    loadBalancingConfig: [{ round_robin: {} }],
    methodConfig: [{ name: repeatableMethods(definition), retryPolicy }].filter(({ name }) => name.length > 0),
    // When everything fails, repeats stop after some 500 failures: they would only add to the trouble.
    retryThrottling: { maxTokens: 1000, tokenRatio: 1 },
  };
  return {
    'grpc.service_config': JSON.stringify(serviceConfig),
    // It is ours to say, not the name server's.
    'grpc.service_config_disable_resolution': 1,
    // 30 s unless set: long after the replicas of a deployment have changed places.
    'grpc.dns_min_time_between_resolutions_ms': 1_000,
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 2_000,
    'grpc.keepalive_time_ms': 10_000,
    'grpc.keepalive_timeout_ms': 3_000,
    'grpc.keepalive_permit_without_calls': 1,
  };
}

/**
 * Servers ask clients to connect anew every so often. Clients look a name up only when a connection ends, so without this
 * a replica that was added would get no calls.
 */
export const serverOptions = {
  'grpc.max_receive_message_length': 4 * 1024 * 1024,
  'grpc.max_connection_age_ms': 60_000,
  'grpc.max_connection_age_grace_ms': 10_000,
  'grpc.keepalive_time_ms': 30_000,
  'grpc.keepalive_timeout_ms': 5_000,
} as const satisfies ChannelOptions;

function repeatableMethods({ fullName, methods }: CallableDefinition): { service: string; method: string }[] {
  return Object.values(methods)
    .filter(({ options }) => options.idempotencyLevel !== undefined)
    .map(({ name }) => ({ service: fullName, method: name }));
}
