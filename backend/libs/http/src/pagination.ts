import { z } from 'zod';
import { invalidInput } from '@tintype/errors';

/** Where a list goes on. Lists are ordered by UUIDv7, newest first, so the last id seen is the whole cursor. */
export function readCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) {
    return undefined;
  }
  if (!z.uuid().safeParse(cursor).success) {
    throw invalidInput([{ path: 'query.cursor', message: 'This is not a cursor that a list gave out.' }]);
  }
  return cursor;
}

/** Cuts rows read with `limit + 1` to a page, and says where the next one begins. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => string,
  present: (row: Row) => Item,
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(present), next: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
