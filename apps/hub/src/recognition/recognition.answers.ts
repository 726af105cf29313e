import { decision } from '@huren/recognition';
import { z } from 'zod';

const holder = z.string().meta({ description: "The holder's pseudonym, which is this verifier's own." });

/** A decision as a verifier is told it. */
export const toldDecision = decision.extend({ holder: holder.optional() }).meta({ id: 'Decision' });

export const toldDecisions = z
  .strictObject({ decisions: z.array(toldDecision) })
  .meta({ id: 'Decisions', description: 'One a code, in the order asked.' });
