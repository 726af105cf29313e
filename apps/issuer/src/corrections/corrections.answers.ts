import { correctionEvent } from '@huren/events';
import { divisionCode, instant } from '@huren/standard';
import { z } from 'zod';

const step = z.strictObject({
  step: z.enum(['approve', 'reject', 'lapse']),
  by: z.string().nullable().meta({ description: 'null where time alone did.' }),
  at: instant,
  authority: divisionCode,
});

/** A correction as it stands. */
export const correctionAnswer = correctionEvent
  .extend({
    statement: z.string(),
    filedAt: instant,
    dueAt: instant.meta({ description: 'When it goes to the superior.' }),
    steps: z.array(step),
  })
  .meta({ id: 'Correction' });

export const corrections = z
  .strictObject({
    corrections: z.array(correctionAnswer),
    next: z.string().nullable().meta({ description: '`after` of the next page; null: there is none.' }),
  })
  .meta({ id: 'Corrections' });
