import { z } from 'zod';
import { reason } from '../reasons.ts';
import { healthCodeRecord, recordTombstone } from '../record.ts';

/** A JSON Schema 2020-12 with its `$id`. */
export type PublishedSchema = { readonly $id: string } & z.core.JSONSchema.BaseSchema;

const SCHEMAS = {
  'health-code-record': healthCodeRecord,
  'record-tombstone': recordTombstone,
  reason,
} satisfies Record<string, z.ZodType>;
export type SchemaName = keyof typeof SCHEMAS;

const publish = (name: string, schema: z.ZodType): PublishedSchema => ({
  $id: `https://huren.example/schemas/${name}.json`,
  ...z.toJSONSchema(schema, { io: 'input' }),
});

/**
 * The standard as JSON Schema 2020-12, by name: what may be handed in. What a schema cannot say is said in its
 * descriptions, and shown by the vectors marked `"schema": true`.
 */
export const jsonSchemas = (): Record<SchemaName, PublishedSchema> =>
  Object.fromEntries(
    Object.entries(SCHEMAS).map(([name, schema]) => [name, publish(name, schema)]),
  ) as Record<SchemaName, PublishedSchema>;
