import { decision } from '@huren/recognition';
import { instant } from '@huren/standard';
import { z } from 'zod';

/** A decision as it is kept. */
export const keptDecision = decision.meta({ id: 'KeptDecision' });

/** A decision that was made again. */
export const replayedDecision = z
  .strictObject({
    decisionId: z.string(),
    decision: keptDecision,
    identical: z.boolean().meta({ description: 'Whether the bytes are those of the first answer.' }),
    engine: z.strictObject({ then: z.string(), now: z.string() }),
    digest: z.string(),
  })
  .meta({ id: 'ReplayedDecision' });

const listedDecision = z.strictObject({
  decisionId: z.string(),
  at: instant,
  digest: z.string().meta({ description: 'Of the decision, over its canonical JSON.' }),
  state: z.enum(['kept', 'erased']),
});

/** Decisions of a window, in order of their time: nothing of whom they are about. */
export const listedDecisions = z
  .strictObject({
    decisions: z.array(listedDecision),
    next: z.string().nullable().meta({ description: 'From where to go on; null: there are no more.' }),
  })
  .meta({ id: 'ListedDecisions' });
