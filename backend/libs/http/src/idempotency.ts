import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { AppError } from '@tintype/errors';

/** What is remembered of a request made with a key. */
export interface IdempotencyRecord {
  readonly fingerprint: string;
  readonly resourceId: string;
  readonly status?: number;
  readonly body?: string;
}

/**
 * Remembers requests made with an `Idempotency-Key` for 24 h. `reserve` either keeps the given record or returns
 * the one that was there before; it is atomic.
 */
export interface IdempotencyStore {
  reserve(key: string, record: IdempotencyRecord): Promise<IdempotencyRecord | undefined>;
  /** Whether a request with this key is under way, or is remembered. */
  has(key: string): Promise<boolean>;
  complete(key: string, status: number, body: string): Promise<void>;
  release(key: string): Promise<void>;
}

/** The answer of the first request with this key, or the id under which to carry it out. */
export type Reservation = { readonly replay: { status: number; body: string } } | { readonly resourceId: string };

/** Recorded as the status of a request that failed on our side: its effect may or may not stand. */
export const failedStatus = 0;

const waitMilliseconds = 10_000;
const pollMilliseconds = 50;

/**
 * Reserves a key. A repeat waits for the first to answer and repeats its answer. When the first died without answering,
 * the repeat carries on under the same resource id, so that an effect which was already committed is met again
 * instead of doubled. 409 when the key was used for something else.
 */
export async function reserveKey(store: IdempotencyStore, key: string, fingerprint: string): Promise<Reservation> {
  const mine = { fingerprint, resourceId: uuidv7() };
  const deadline = Date.now() + waitMilliseconds;
  for (;;) {
    const existing = await store.reserve(key, mine);
    if (!existing) {
      return { resourceId: mine.resourceId };
    }
    if (existing.fingerprint !== fingerprint) {
      throw new AppError(409, 'idempotency_key_reused', 'This Idempotency-Key was used for another request.');
    }
    if (existing.status === failedStatus) {
      return { resourceId: existing.resourceId };
    }
    if (existing.status !== undefined && existing.body !== undefined) {
      return { replay: { status: existing.status, body: existing.body } };
    }
    if (Date.now() > deadline) {
      return { resourceId: existing.resourceId };
    }
    await sleep(pollMilliseconds);
  }
}

/** A digest of what a request asks for, to tell a repeat from a different request under the same key. */
export function fingerprintOf(method: string, path: string, body: unknown): string {
  return createHash('sha256')
    .update(`${method} ${path}\n${JSON.stringify(body ?? null)}`)
    .digest('base64url');
}
