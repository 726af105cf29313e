/** What a destination does with an arrival, from the mildest to the strictest. */
export const MEASURES = [
  'pass',
  'temperature_check',
  'test_required',
  'home_observation',
  'home_isolation',
  'central_isolation',
  'medical_referral',
] as const;
export type Measure = (typeof MEASURES)[number];

export const compareMeasures = (a: Measure, b: Measure): number => MEASURES.indexOf(a) - MEASURES.indexOf(b);

/** The strictest of at least one measure. */
export const strictestMeasure = (first: Measure, ...rest: Measure[]): Measure =>
  rest.reduce((worst, next) => (compareMeasures(next, worst) > 0 ? next : worst), first);
