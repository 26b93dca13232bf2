import type { MikroORM } from '@mikro-orm/postgresql';
import type { IdempotencyRecord, IdempotencyStore } from '@tintype/http';
import { poolOf } from './postgres-outbox.ts';

interface IdempotencyRow {
  readonly fingerprint: string;
  readonly resource_id: string;
  readonly status: number | null;
  readonly body: string | null;
}

// One statement decides who is first; an expired row counts as none.
const insert = `
  insert into idempotency_keys as existing (key, fingerprint, resource_id, status, body, expires_at)
  values ($1, $2, $3, $4, $5, now() + interval '24 hours')
  on conflict (key) do update
    set fingerprint = excluded.fingerprint, resource_id = excluded.resource_id, status = excluded.status,
        body = excluded.body, expires_at = excluded.expires_at
    where existing.expires_at <= now()
  returning key`;
const read = `select fingerprint, resource_id, status, body from idempotency_keys where key = $1 and expires_at > now()`;

/** Remembers requests made with an `Idempotency-Key` in Postgres, for 24 h. */
export function createPostgresIdempotency(orm: MikroORM): IdempotencyStore {
  return {
    async reserve(key, record) {
      const pool = await poolOf(orm);
      for (;;) {
        const { fingerprint, resourceId, status, body } = record;
        const inserted = await pool.query(insert, [key, fingerprint, resourceId, status ?? null, body ?? null]);
        if (inserted.rowCount === 1) {
          return undefined;
        }
        const { rows } = await pool.query<IdempotencyRow>(read, [key]);
        // No row: it was released between the two statements, so there is a chance to be first.
        if (rows[0]) {
          return toRecord(rows[0]);
        }
      }
    },
    async has(key) {
      const pool = await poolOf(orm);
      return (await pool.query(read, [key])).rows.length > 0;
    },
    async complete(key, status, body) {
      const pool = await poolOf(orm);
      await pool.query(`update idempotency_keys set status = $2, body = $3 where key = $1`, [key, status, body]);
    },
    async release(key) {
      const pool = await poolOf(orm);
      await pool.query(`delete from idempotency_keys where key = $1`, [key]);
    },
  };
}

function toRecord(row: IdempotencyRow): IdempotencyRecord {
  return {
    fingerprint: row.fingerprint,
    resourceId: row.resource_id,
    ...(row.status !== null && { status: row.status }),
    ...(row.body !== null && { body: row.body }),
  };
}
