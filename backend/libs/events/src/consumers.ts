import type { EventName } from './catalogue.ts';

/** Durable consumers by name (`<service>.<what it does>`) and the events that each must get. */
export type Consumers = Readonly<Record<string, readonly EventName[]>>;

/**
 * Every durable consumer there is. Publishers create the queues from this table, so an event reaches a consumer that
 * was not up when it happened; subscribing under a name or for events that are not written here is an error.
 * An event that no consumer names is for listeners only, and is let go when nobody listens.
 */
export const durableConsumers: Consumers = {
  'posts.accounts': ['user.registered', 'user.deleted'],
  'posts.feed': ['post.published', 'post.visibility_changed', 'follow.accepted', 'follow.ended'],
  'media.claims': ['post.deleted', 'post.visibility_changed', 'photos.released', 'user.deleted'],
  'notifications.accounts': ['user.registered', 'user.deleted'],
  'notifications.fan-out': ['post.published', 'post.liked', 'comment.added', 'follow.accepted'],
};

/** Throws unless the table lists this consumer with exactly these events. */
export function assertDeclared(consumers: Consumers, consumer: string, events: readonly EventName[]): void {
  const declared = consumers[consumer];
  const wanted = new Set(events);
  if (!declared || declared.length !== wanted.size || declared.some((name) => !wanted.has(name))) {
    throw new Error(
      `Consumer ${consumer} subscribes to [${[...wanted].join(', ')}] but backend/libs/events/src/consumers.ts ` +
        (declared ? `lists [${declared.join(', ')}].` : 'does not list it.'),
    );
  }
}

/** The consumers that must get this event. */
export function consumersOf(consumers: Consumers, name: EventName): readonly string[] {
  return Object.keys(consumers).filter((consumer) => consumers[consumer]?.includes(name));
}
