import type { JsonSchema } from './json-schema.ts';
import { compareNodes, type BreakingChange } from './schema-diff.ts';
import { FOR_READERS, FOR_WRITERS } from './wording.ts';

export type { BreakingChange } from './schema-diff.ts';

/** The documents in which references resolve. */
export interface Roots {
  old: JsonSchema;
  new: JsonSchema;
}

/**
 * What in a new schema refuses, or lacks, what the old one allowed: a removed field, a newly required
 * one, a narrower type, enumeration or bound. It breaks who writes by the old schema.
 */
export const breakingChanges = (
  oldSchema: JsonSchema,
  newSchema: JsonSchema,
  roots: Roots = { old: oldSchema, new: newSchema },
): BreakingChange[] =>
  compareNodes(oldSchema, newSchema, '', {
    roots,
    seen: new Set(),
    words: FOR_WRITERS,
    ignoresMore: false,
  });

/**
 * What a new schema allows that the old one refuses: a field that may be missing or null, another value, type or bound.
 * It breaks who reads by the old schema. A further field does not, where readers ignore it (`ignoresMore`).
 */
export const changesForReaders = (
  oldSchema: JsonSchema,
  newSchema: JsonSchema,
  roots: Roots = { old: oldSchema, new: newSchema },
  ignoresMore = true,
): BreakingChange[] =>
  compareNodes(newSchema, oldSchema, '', {
    roots: { old: roots.new, new: roots.old },
    seen: new Set(),
    words: FOR_READERS,
    ignoresMore,
  });

/** The same changes, each once. */
export const onceEach = (changes: readonly BreakingChange[]): BreakingChange[] => [
  ...new Map(changes.map((change) => [`${change.field} ${change.reason}`, change])).values(),
];

/** What breaks who writes by the old schema or who reads by it, each once. */
export const changesForAll = (oldSchema: JsonSchema, newSchema: JsonSchema, roots?: Roots): BreakingChange[] =>
  onceEach([
    ...breakingChanges(oldSchema, newSchema, roots),
    ...changesForReaders(oldSchema, newSchema, roots),
  ]);
