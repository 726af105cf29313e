import { breakingChanges, type BreakingChange } from './breaking-changes.ts';
import type { JsonSchema } from './json-schema.ts';

interface Document {
  components: { schemas: Readonly<Record<string, JsonSchema>> };
}

/** What breaks readers between two AsyncAPI documents of the federation, by topic. */
export const documentChanges = (before: Document, after: Document): BreakingChange[] => {
  const roots = { old: { ...before }, new: { ...after } };
  return Object.entries(before.components.schemas).flatMap(([name, schema]) => {
    const next = after.components.schemas[name];
    if (!next) return [{ field: name, reason: 'the topic was removed' }];
    return breakingChanges(schema, next, roots).map(({ field, reason }) => ({ field: `${name} ${field}`, reason }));
  });
};
