/** The tables of the platform entities, as statements for a service's first migration: `platformTables.forEach((s) => this.addSql(s))`. */
export const platformTables: readonly string[] = [
  `create table outbox (
     id uuid primary key,
     name text not null,
     payload jsonb not null,
     request_id text not null,
     at timestamptz(3) not null,
     try_after timestamptz(3) null,
     tries int not null default 0,
     published_at timestamptz(3) null
   )`,
  // Published rows leave the index, so a look at the outbox costs what waits in it and not what went through it.
  `create index outbox_waiting on outbox (id) where published_at is null`,
  `create table inbox (
     consumer text not null,
     event_id uuid not null,
     handled_at timestamptz(3) not null default now(),
     primary key (consumer, event_id)
   )`,
  `create table idempotency_keys (
     key text primary key,
     fingerprint text not null,
     resource_id text not null,
     status int null,
     body text null,
     expires_at timestamptz(3) not null
   )`,
  `create index idempotency_keys_expiry on idempotency_keys (expires_at)`,
];
