import { z } from 'zod';
import type { TopicContract } from './topic.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a producer may send on a topic, as JSON Schema 2020-12. Rules across fields stay with the code. */
export const jsonSchemaOf = (contract: TopicContract): JsonSchema => {
  const schema = { ...z.toJSONSchema(contract.schema, { io: 'input' }) };
  delete schema.$schema;
  return schema;
};

/** The same schema for a place inside a document: its inner references begin at the document's root. */
export const rootedAt = (schema: JsonSchema, pointer: string): JsonSchema =>
  JSON.parse(
    JSON.stringify(schema, (name, value: unknown) =>
      name === '$ref' && typeof value === 'string' ? value.replace(/^#/, `#${pointer}`) : value,
    ),
  ) as JsonSchema;
