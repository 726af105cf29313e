import type { JsonSchema } from './json-schema.ts';
import { compareNodes, type BreakingChange } from './schema-diff.ts';

export type { BreakingChange } from './schema-diff.ts';

/**
 * What in a new schema refuses, or lacks, what the old one allowed: a removed field, a newly required
 * one, a narrower type, enumeration or bound. `roots` are the documents in which references resolve.
 */
export const breakingChanges = (
  oldSchema: JsonSchema,
  newSchema: JsonSchema,
  roots: { old: JsonSchema; new: JsonSchema } = { old: oldSchema, new: newSchema },
): BreakingChange[] => compareNodes(oldSchema, newSchema, '', { roots, seen: new Set() });
