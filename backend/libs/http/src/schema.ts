import { z } from 'zod';

/** A UUIDv7. */
export const Id = z.uuid().meta({ description: 'UUIDv7' });

/** ISO 8601 in UTC. */
export const Instant = z.iso.datetime();

/** How people are addressed: 3 to 30 of a-z, 0-9 and _. Typed in any case, kept in lower case. */
export const Handle = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9_]{3,30}$/, 'Use 3 to 30 letters a to z, digits or underscores.');

// Zero-width characters and fillers alone look like nothing at all.
const hasSomethingToSee = /^$|[^\p{Default_Ignorable_Code_Point}\p{Z}\p{Cc}\u2800]/u;
const nothingToSee = 'Use characters that can be seen.';

/**
 * One line of text without control characters, so that no name can break a mail header or a log line, and without those
 * that turn the direction of what stands behind it.
 */
export function line(max: number): z.ZodString {
  return z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u, 'Use one line, without control characters.')
    .regex(hasSomethingToSee, nothingToSee);
}

/** Text of several lines; of the control characters only the line break and the tab are let in. */
export function text(max: number): z.ZodString {
  return z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\p{Cc}]*$|^(?:[^\p{Cc}]|[\n\t])*$/u, 'Control characters cannot be used.')
    .regex(hasSomethingToSee, nothingToSee);
}

/** The query of a list: how many, and from where on. */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(200).optional(),
});

/** A page of a list; `next` is the cursor of the following page, or null at the end. */
export function pageOf<T extends z.ZodType>(
  item: T,
): z.ZodObject<{ items: z.ZodArray<T>; next: z.ZodNullable<z.ZodString> }> {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}
