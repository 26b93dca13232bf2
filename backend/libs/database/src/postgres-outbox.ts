import type { MikroORM } from '@mikro-orm/postgresql';
import type { Pool, PoolClient } from 'pg';
import { parseEvent } from '@tintype/events';
import type { AnyEvent, Outbox } from '@tintype/events';

interface OutboxRow {
  readonly id: string;
  readonly name: string;
  readonly payload: string;
  readonly request_id: string;
  readonly at: string;
}

const sweepMilliseconds = 10 * 60_000;

// `skip locked` lets several relays share the work. Never `id > last`: a transaction that commits late would be skipped.
const claim = `
  select id, name, payload::text as payload, request_id, at::text as at from outbox
  where published_at is null and (try_after is null or try_after <= now())
  order by id limit $1 for update skip locked`;
const mark = `update outbox set published_at = now() where id = any($1::uuid[])`;
// What cannot be published steps aside for up to 15 s, so that it does not hold up what comes after it.
const postpone = `
  update outbox set tries = tries + 1, try_after = now() + least(power(2, least(tries, 10)) * 0.25, 15) * interval '1 second'
  where id = any($1::uuid[])`;
const sweeps = [
  `delete from outbox where published_at < now() - interval '24 hours'`,
  // Longer than any event can be on its way, dead letters that somebody puts back included.
  `delete from inbox where handled_at < now() - interval '60 days'`,
  `delete from idempotency_keys where expires_at < now()`,
];

/** The outbox of a service with a Postgres database; also sweeps what outbox, inbox and idempotency keys leave behind. */
export function createPostgresOutbox(orm: MikroORM): Outbox {
  let sweptAt = 0;

  return {
    async drain(limit, publish) {
      const pool = await poolOf(orm);
      if (Date.now() - sweptAt > sweepMilliseconds) {
        sweptAt = Date.now();
        for (const sweep of sweeps) {
          await pool.query(sweep);
        }
      }
      // Outside MikroORM on purpose: its transactions are inherited by whatever publish() runs.
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        return await drainBatch(client, limit, publish);
      } catch (error) {
        broken = error instanceof Error ? error : new Error(String(error));
        throw error;
      } finally {
        client.release(broken);
      }
    },
  };
}

async function drainBatch(
  client: PoolClient,
  limit: number,
  publish: (event: AnyEvent) => Promise<void>,
): Promise<number> {
  await client.query('begin');
  const { rows } = await client.query<OutboxRow>(claim, [limit]);
  const events = new Map(rows.map((row) => [row.id, toEvent(row)]));
  const results = await Promise.allSettled(
    rows.map(async ({ id }) => {
      const event = events.get(id);
      return event ? publish(event) : Promise.reject(new Error('malformed'));
    }),
  );
  const idsWith = (status: string): string[] =>
    rows.filter((_, index) => results[index]?.status === status).map(({ id }) => id);
  const [published, refused] = [idsWith('fulfilled'), idsWith('rejected')];
  if (published.length > 0) {
    await client.query(mark, [published]);
  }
  if (refused.length > 0) {
    await client.query(postpone, [refused]);
  }
  await client.query('commit');
  const malformed = rows.filter(({ id }) => !events.get(id));
  if (malformed.length > 0) {
    throw new Error(
      `These events of the outbox do not fit the catalogue: ${malformed.map(({ id }) => id).join(', ')}.`,
    );
  }
  return rows.length;
}

function toEvent(row: OutboxRow): AnyEvent | undefined {
  try {
    const at = new Date(row.at).toISOString();
    return parseEvent({ id: row.id, name: row.name, at, requestId: row.request_id, payload: JSON.parse(row.payload) });
  } catch {
    return undefined;
  }
}

/** The pool below MikroORM, for statements that must not join a unit of work. */
export async function poolOf(orm: MikroORM): Promise<Pool> {
  return (await orm.em.getConnection().getNativeClient()) as Pool;
}
