import type { EntityManager } from '@mikro-orm/postgresql';
import { createEvent } from '@tintype/events';
import type { EventName, EventPayload } from '@tintype/events';
import { OutboxEvent } from './platform.entity.ts';

/** Adds an event to the unit of work: it is committed with the changes that it tells of, or not at all. */
export function recordEvent<N extends EventName>(em: EntityManager, name: N, payload: EventPayload<N>): void {
  const event = createEvent(name, payload);
  em.persist(
    em.create(OutboxEvent, {
      id: event.id,
      name: event.name,
      payload: event.payload,
      requestId: event.requestId,
      at: new Date(event.at),
    }),
  );
}
