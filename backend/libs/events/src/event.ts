import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { currentContext } from '@tintype/logger';
import { catalogue } from './catalogue.ts';
import type { AnyEvent, EventName, EventPayload } from './catalogue.ts';

const envelope = z.strictObject({
  id: z.uuid(),
  name: z.string().refine(isEventName, 'is not in the catalogue'),
  at: z.iso.datetime(),
  requestId: z.string().min(1),
  payload: z.unknown(),
});

/** Makes an event that just happened, within the request under way; throws when the payload does not fit the catalogue. */
export function createEvent<N extends EventName>(name: N, payload: EventPayload<N>): AnyEvent {
  return parseEvent({
    id: uuidv7(),
    name,
    at: new Date().toISOString(),
    requestId: currentContext()?.requestId ?? uuidv7(),
    payload,
  });
}

/** Checks an event that comes from outside (a queue, a row) against the catalogue; throws when it does not fit. */
export function parseEvent(value: unknown): AnyEvent {
  const event = envelope.parse(value);
  const name = event.name as EventName;
  // The pairing of name and payload was just checked, but TypeScript does not follow a lookup by a union of names.
  return { ...event, name, payload: catalogue[name].parse(event.payload) } as AnyEvent;
}

function isEventName(name: string): name is EventName {
  return Object.hasOwn(catalogue, name);
}
