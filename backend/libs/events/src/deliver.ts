import { withContext } from '@tintype/logger';
import type { Logger } from '@tintype/logger';
import type { Metrics } from '@tintype/telemetry';
import type { AnyEvent, EventName } from './catalogue.ts';
import type { EventHandler } from './transport.ts';

/** What every transport is given. */
export interface TransportOptions {
  readonly logger: Logger;
  readonly metrics?: Pick<Metrics, 'events'> | undefined;
}

/** A handler that no longer knows which events it was declared for; only events of those names are handed to it. */
export type Deliver = (event: AnyEvent) => Promise<void>;

/** Prepares a handler: it runs within the request that caused the event. */
export function toDeliver<N extends EventName>(handle: EventHandler<N>): Deliver {
  const run = handle as unknown as Deliver;
  return async (event) => withContext({ requestId: event.requestId }, async () => run(event));
}

/** Counts how handling one event ended. */
export function countResult(
  options: TransportOptions,
  event: string,
  consumer: string,
  result: 'done' | 'failed' | 'parked',
): void {
  options.metrics?.events.inc({ event, consumer, result });
}
