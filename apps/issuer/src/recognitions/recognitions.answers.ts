import { decision } from '@huren/recognition';
import { z } from 'zod';

const holder = z.string().meta({ description: "The holder's pseudonym, which is the destination's own." });

/** A decision as it is kept, and as a verifier is told it. */
export const keptDecision = decision.meta({ id: 'KeptDecision' });
export const toldDecision = decision.extend({ holder: holder.optional() }).meta({ id: 'Decision' });

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
