import { instant } from '@huren/standard';
import { z } from 'zod';

/** What is left of a decision that was erased. */
export const erasedDecision = z
  .strictObject({
    decisionId: z.string(),
    digest: z.string().meta({ description: 'Of the decision as its replay told it.' }),
    erasedAt: instant,
  })
  .meta({ id: 'ErasedDecision' });
