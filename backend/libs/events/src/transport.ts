import type { AnyEvent, EventEnvelope, EventName } from './catalogue.ts';

/** Handles one event; it may come again, late or out of order. Throwing means: try again later. */
export type EventHandler<N extends EventName> = (event: { [K in N]: EventEnvelope<K> }[N]) => Promise<void>;

/** A durable subscription: every event reaches one replica of the consumer, at least once. */
export interface Subscription<N extends EventName> {
  /** The queue's name: `notifications.fan-out`. Replicas share it. */
  readonly consumer: string;
  readonly events: readonly N[];
  readonly handle: EventHandler<N>;
  /** Events handled at the same time; 10 unless told. */
  readonly concurrency?: number;
}

/** How events travel. `memory:` within one process, `amqp://` through RabbitMQ. */
export interface EventTransport {
  /**
   * Resolves when the event is safe: confirmed by the broker and routed to every queue bound to it, or (in process)
   * handled or parked by every subscriber. Rejects when it is not; then it must be published again.
   */
  publish(event: AnyEvent): Promise<void>;
  subscribe<const N extends EventName>(subscription: Subscription<N>): Promise<void>;
  /** Every replica gets every event, while it is up. For caches and open sockets, never for effects that must happen. */
  listen<const N extends EventName>(events: readonly N[], handle: EventHandler<N>): Promise<void>;
  isReady(): boolean;
  /** Stops taking events, finishes those under way, lets go. */
  close(): Promise<void>;
}

/** Where events wait between the commit that made them and their publication. */
export interface Outbox {
  /**
   * Claims up to `limit` unpublished events so that no other relay takes them, hands them to `publish`, and marks those
   * whose promise resolved. Returns how many were claimed.
   */
  drain(limit: number, publish: (event: AnyEvent) => Promise<void>): Promise<number>;
}
