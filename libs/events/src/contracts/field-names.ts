import { jsonSchemaOf } from './json-schema.ts';
import type { TopicContract } from './topic.ts';

const known = new WeakMap<TopicContract, ReadonlySet<string>>();

const namesIn = (schema: unknown): string[] =>
  typeof schema === 'object' && schema !== null
    ? Object.entries(schema).flatMap(([keyword, inner]) => [
        ...(keyword === 'properties' ? Object.keys(inner as object) : []),
        ...namesIn(inner),
      ])
    : [];

/** The names of fields that a contract knows, at whatever depth. */
export const fieldNamesOf = (contract: TopicContract): ReadonlySet<string> => {
  const names = known.get(contract) ?? new Set(namesIn(jsonSchemaOf(contract)));
  known.set(contract, names);
  return names;
};
