import type { JsonSchema } from './json-schema.ts';
import type { Wording } from './wording.ts';

const LOWER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const UPPER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
const SAME = ['pattern', 'format', 'multipleOf', 'uniqueItems'];

const boundOf = (schema: JsonSchema, name: string, absent: number): number =>
  (schema[name] as number | undefined) ?? absent;

/** In which bounds a schema is tighter than it was. A changed pattern or format counts as tighter. */
export const narrowedBounds = (before: JsonSchema, after: JsonSchema, words: Wording): string[] => [
  ...LOWER.filter((name) => boundOf(after, name, -Infinity) > boundOf(before, name, -Infinity)).map((name) =>
    words.lower(name, after[name]),
  ),
  ...UPPER.filter((name) => boundOf(after, name, Infinity) < boundOf(before, name, Infinity)).map((name) =>
    words.upper(name, after[name]),
  ),
  ...SAME.filter((name) => name in after && after[name] !== before[name]).map((name) => `${name} is another`),
];
