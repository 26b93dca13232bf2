import fastJson from 'fast-json-stringify';
import type { Schema } from 'fast-json-stringify';
import { z } from 'zod';

interface JsonSchema {
  anyOf?: JsonSchema[];
  type?: string;
  nullable?: boolean;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema | JsonSchema[];
  additionalProperties?: boolean | JsonSchema;
  format?: string;
}

/**
 * Compiles a response declaration into a function that writes JSON with the declared fields and no others.
 * A missing required field throws, so a presenter that forgets one answers 500 instead of something half true.
 */
export function compileSerializer(response: z.ZodType): (value: unknown) => string {
  // An empty metadata registry keeps named schemas in place instead of behind references.
  const schema = z.toJSONSchema(response, { target: 'draft-7', io: 'output', metadata: z.registry() }) as JsonSchema;
  return fastJson(simplify(schema) as Schema);
}

// `anyOf: [X, null]` would be decided by a validator at run time; `nullable` is decided by one comparison. Formats,
// patterns and lengths were checked on the way in and only slow the writer down.
function simplify(schema: JsonSchema): JsonSchema {
  const [first, second] = schema.anyOf ?? [];
  if (first && second && schema.anyOf?.length === 2 && (first.type === 'null' || second.type === 'null')) {
    return { ...simplify(first.type === 'null' ? second : first), nullable: true };
  }
  const { format: _format, ...rest } = schema;
  return {
    ...rest,
    ...(schema.properties && {
      properties: Object.fromEntries(Object.entries(schema.properties).map(([key, value]) => [key, simplify(value)])),
      additionalProperties: false,
    }),
    ...(schema.items && !Array.isArray(schema.items) && { items: simplify(schema.items) }),
    ...(typeof schema.additionalProperties === 'object' && {
      additionalProperties: simplify(schema.additionalProperties),
    }),
  };
}
