import type { AnyEvent } from '@tintype/events';

/** The sparse index by which the relay finds items with events: give it to every table whose items carry some. */
export const pendingIndex = {
  pending: { key: ['pendingShard', 'pendingSince'], projection: 'KEYS_ONLY' },
} as const;

/** The value of every `pendingShard`: one partition is enough, because items leave the index within a second. */
export const pendingShard = 'pending';

/** What an item carries while events about it wait to be published. */
export interface PendingAttributes {
  /** Events in order, each as JSON: text compares exactly, so a relay removes just what it published. */
  readonly pendingEvents: readonly string[];
  /** Not published before this; a failed try moves it on. */
  readonly pendingSince: string;
  readonly pendingShard: string;
}

/** Attributes for a Put of a new item. A Put over an existing item would lose the events waiting there: use an update. */
export function pendingAttributes(events: readonly AnyEvent[]): PendingAttributes {
  return {
    pendingEvents: events.map((event) => JSON.stringify(event)),
    pendingSince: new Date().toISOString(),
    pendingShard,
  };
}

/** A fragment for `SET` of an UpdateExpression with its values; events that wait already stay in front. */
export interface PendingUpdate {
  readonly set: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** `UpdateExpression: \`SET title = :title, ${pending.set}\``, with `...pending.values` among the values. */
export function pendingUpdate(events: readonly AnyEvent[]): PendingUpdate {
  const attributes = pendingAttributes(events);
  return {
    set:
      'pendingEvents = list_append(if_not_exists(pendingEvents, :pendingNone), :pendingEvents), ' +
      'pendingSince = if_not_exists(pendingSince, :pendingSince), pendingShard = :pendingShard',
    values: {
      ':pendingNone': [],
      ':pendingEvents': attributes.pendingEvents,
      ':pendingSince': attributes.pendingSince,
      ':pendingShard': attributes.pendingShard,
    },
  };
}

/**
 * The same for an item that goes away: an item that is gone cannot carry its event, so it is marked `pendingRemoval`
 * and the relay deletes it after publishing. Readers take a marked item for absent.
 */
export function pendingRemoval(events: readonly AnyEvent[]): PendingUpdate {
  const update = pendingUpdate(events);
  return {
    set: `${update.set}, pendingRemoval = :pendingRemoval`,
    values: { ...update.values, ':pendingRemoval': true },
  };
}
