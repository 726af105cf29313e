import { routeChange, standing } from '@huren/events';
import { PURPOSES, RECOGNITION_MODES, decision, nextChange } from '@huren/recognition';
import { divisionCode, instant } from '@huren/standard';
import { z } from 'zod';

/** What would be decided at arrival of the code as it is now. No decision is made or kept: it has no id. */
const forecast = decision.omit({ decisionId: true }).meta({ id: 'Forecast' });

const leg = z.strictObject({
  destination: divisionCode,
  arriveAt: instant,
  purpose: z.enum(PURPOSES),
  mode: z.enum(RECOGNITION_MODES),
  /** Absent where it is not known whose code it is. */
  route: z
    .strictObject({
      /** The clause that holds at arrival. */
      standing,
      /** What changes from now until then. */
      changes: z.array(routeChange),
      /** What changes first after it. */
      next: routeChange.nullable(),
    })
    .optional(),
  /** Where a code was presented. */
  forecast: forecast.optional(),
  /** Where the end of the stay was told. */
  stay: z
    .strictObject({
      until: instant,
      /** The first date during it at which another clause, or none, comes to hold. */
      clause: routeChange.nullable().optional(),
      /** When time alone first changes the answer during it, and why. */
      answer: nextChange.nullable().optional(),
    })
    .optional(),
});

export const trip = z.strictObject({ asOf: instant, legs: z.array(leg) }).meta({
  id: 'Trip',
  description: 'Each leg in the order asked, by what is known as of the instant named.',
});
