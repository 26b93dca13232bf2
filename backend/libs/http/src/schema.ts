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

/**
 * One line of text without control characters, so that no name can break a mail header or a log line; without those that
 * turn the direction of what stands behind it; and empty, or with something to see: zero-width characters and fillers alone
 * look like nothing at all.
 */
export function line(max: number): z.ZodString {
  return z
    .string()
    .trim()
    .max(max)
    .regex(
      /^(?:(?=.*[^\p{Default_Ignorable_Code_Point}\p{Z}\u2800])[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+)?$/u,
      'Use one line of characters that can be seen.',
    );
}

/** Text of several lines; of the control characters only the line break and the tab are let in. Empty, or with something to see. */
export function text(max: number): z.ZodString {
  return (
    z
      .string()
      // Forms and other systems send line breaks as two characters.
      .overwrite((value) => value.replaceAll('\r\n', '\n'))
      .trim()
      .max(max)
      .regex(
        /^(?:(?=[\s\S]*[^\p{Default_Ignorable_Code_Point}\p{Z}\p{Cc}\u2800])(?:[^\p{Cc}]|[\n\t])+)?$/u,
        'Use characters that can be seen; of control characters only line breaks and tabs.',
      )
  );
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
