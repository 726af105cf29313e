import { personFact } from '@huren/events';
import { subject } from '@huren/standard';
import { z } from 'zod';

/** A fact that was recorded or withdrawn; `version` is the subject's. */
export const factAnswer = z
  .strictObject({
    outcome: z.enum(['recorded', 'duplicate', 'withdrawn']),
    factId: z.string(),
    subject,
    version: z.int(),
  })
  .meta({ id: 'RecordedFact' });

export const subjectFacts = z
  .strictObject({
    subject,
    version: z.int().meta({ description: '0 where nothing was ever known.' }),
    facts: z.array(personFact),
  })
  .meta({ id: 'SubjectFacts' });
