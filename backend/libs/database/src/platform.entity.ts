import { defineEntity, p } from '@mikro-orm/postgresql';
import type { InferEntity } from '@mikro-orm/postgresql';
import type { EventName } from '@tintype/events';

/** An event that was committed together with what it tells of, until a relay has published it. */
export const OutboxEvent = defineEntity({
  name: 'OutboxEvent',
  tableName: 'outbox',
  properties: {
    id: p.uuid().primary(),
    name: p.text().$type<EventName>(),
    payload: p.json<object>(),
    requestId: p.text(),
    at: p.datetime().length(3),
    tryAfter: p.datetime().length(3).nullable(),
    tries: p.integer().default(0),
    publishedAt: p.datetime().length(3).nullable(),
  },
  indexes: [
    { name: 'outbox_waiting', expression: 'create index outbox_waiting on outbox (id) where published_at is null' },
  ],
});
export type OutboxEvent = InferEntity<typeof OutboxEvent>;

/** That a consumer has dealt with an event; committed together with the effect. */
export const InboxEvent = defineEntity({
  name: 'InboxEvent',
  tableName: 'inbox',
  properties: {
    consumer: p.text().primary(),
    eventId: p.uuid().primary(),
    handledAt: p.datetime().length(3).defaultRaw('now()'),
  },
});
export type InboxEvent = InferEntity<typeof InboxEvent>;

/** A request made with an `Idempotency-Key`, and its answer once there is one. */
export const IdempotencyKey = defineEntity({
  name: 'IdempotencyKey',
  tableName: 'idempotency_keys',
  properties: {
    key: p.text().primary(),
    fingerprint: p.text(),
    resourceId: p.text(),
    status: p.integer().nullable(),
    body: p.text().nullable(),
    expiresAt: p.datetime().length(3).index('idempotency_keys_expiry'),
  },
});
export type IdempotencyKey = InferEntity<typeof IdempotencyKey>;

/** What every service with a Postgres database has besides its own entities; createOrm adds them. */
export const platformEntities = [OutboxEvent, InboxEvent, IdempotencyKey] as const;
