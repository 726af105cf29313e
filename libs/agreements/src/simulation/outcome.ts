import type { Decision } from '@huren/recognition';
import { DAY_MS } from '@huren/standard';

/** What a decision comes to for the person at the gate. */
export type Outcome = Pick<Decision, 'result' | 'colour' | 'measure' | 'measureUntil' | 'fault'>;

/** The same, fit to be counted: the end of the measure in days, the last one begun. */
export type OutcomeKind = {
  readonly result: Decision['result'];
  readonly colour: NonNullable<Decision['colour']> | null;
  readonly measure: NonNullable<Decision['measure']> | null;
  readonly days: number | null;
  readonly fault: string | null;
};

export const isSameOutcome = (a: Outcome, b: Outcome): boolean =>
  a.result === b.result &&
  a.colour === b.colour &&
  a.measure === b.measure &&
  a.fault === b.fault &&
  a.measureUntil === b.measureUntil;

/** @param at when it was decided. RFC 3339 */
export const outcomeKind = (
  { result, colour, measure, measureUntil, fault }: Outcome,
  at: string,
): OutcomeKind => ({
  result,
  colour: colour ?? null,
  measure: measure ?? null,
  days: measureUntil === null ? null : Math.ceil((Date.parse(measureUntil) - Date.parse(at)) / DAY_MS),
  fault: fault ?? null,
});
