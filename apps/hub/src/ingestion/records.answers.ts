import { codeRef } from '@huren/standard';
import { z } from 'zod';

const OUTCOMES = ['applied', 'unchanged', 'stale', 'duplicate', 'conflict', 'refused'] as const;

const item = z.strictObject({
  index: z.int().meta({ description: 'The place in the call, from 0.' }),
  outcome: z.enum(OUTCOMES),
  codeRef: codeRef.optional(),
  errors: z.array(z.strictObject({ pointer: z.string(), code: z.string(), message: z.string() })).optional(),
});

/** What came of records that were handed in. */
export const ingestReport = z
  .strictObject({ counts: z.record(z.enum(OUTCOMES), z.int()), items: z.array(item) })
  .meta({ id: 'IngestReport' });
