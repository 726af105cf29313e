import { codeRef, divisionCode, instant } from '@huren/standard';
import { z } from 'zod';
import { PERSON_STATES } from './manifest-store.ts';

const person = z.strictObject({
  place: z.int(),
  codeRef,
  employer: z.string().nullable(),
  state: z.enum(PERSON_STATES),
  decisionId: z.string(),
  grounds: z.string().meta({ description: 'What that decision says and rests on.' }),
});

/** A manifest as it stands. */
export const manifestView = z
  .strictObject({
    manifestId: z.uuid(),
    origin: divisionCode,
    destination: divisionCode,
    departure: instant,
    employers: z.int().meta({ description: 'How many.' }),
    state: z.enum(['open', 'departed']),
    cleared: z.int(),
    refused: z.int(),
    pending: z.int(),
    people: z.array(person),
  })
  .meta({ id: 'ManifestView' });
