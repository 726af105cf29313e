import { z } from 'zod';
import { keptDecision } from '../recognition/recognition.answers.ts';

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
