import { z } from 'zod';
import { REBUILD_STATES } from './rebuild-store.ts';

const counts = z.strictObject({
  codes: z.int(),
  repaired: z.int().meta({ description: 'Rows that were wrong.' }),
  added: z.int().meta({ description: 'Rows that were missing.' }),
  removed: z.int().meta({ description: 'Rows of no code of the topic.' }),
  unreadable: z
    .int()
    .meta({ description: 'Messages that fit no contract; their rows were left as they are.' }),
});

const rebuild = z.strictObject({
  generation: z.int(),
  state: z.enum(REBUILD_STATES),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  counts: counts.nullable(),
  error: z.string().nullable(),
});

/** The last rebuild, and a rebuild that began. */
export const lastRebuildAnswer = z.strictObject({ rebuild: rebuild.nullable() }).meta({ id: 'LastRebuild' });
export const rebuildBegun = z.strictObject({ generation: z.int() }).meta({ id: 'RebuildBegun' });
