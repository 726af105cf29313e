import type { Case } from './case.ts';
import { reasonsInForce } from './facts.ts';
import type { Clause } from './model/agreement.ts';

/** The ages that a clause bounds, in seconds; those of risk levels that nobody told of have none. */
export const agesOf = ({ shown, knowledge, elapsed }: Case) => ({
  source: shown.ageSeconds + elapsed,
  risk: (knowledge.riskAgeSeconds ?? Number.POSITIVE_INFINITY) + elapsed,
});

/** Whether the data behind a code, or those on areas, are older than the clause allows. */
export const staleness = (given: Case, clause: Clause): 'stale_source' | 'stale_risk' | undefined => {
  const { maxSourceAgeSeconds = Infinity, maxRiskAgeSeconds } = clause;
  const { source, risk } = agesOf(given);
  if (source > maxSourceAgeSeconds) return 'stale_source';
  return maxRiskAgeSeconds !== undefined && risk > maxRiskAgeSeconds ? 'stale_risk' : undefined;
};

/** The first whole seconds after a case's instant, in ms, at which its data are older than the clause allows. */
export const staleFrom = (given: Case, clause: Clause): number[] => {
  const { source, risk } = agesOf(given);
  return [[source, clause.maxSourceAgeSeconds] as const, [risk, clause.maxRiskAgeSeconds] as const].flatMap(
    ([age, most]) =>
      most === undefined || age > most ? [] : [given.at.getTime() + (Math.floor(most - age) + 1) * 1000],
  );
};

/** Whether a code has, or may have, a reason of a kind that the clause does not accept. */
export const isBeyond = ({ readings, at }: Case, { reasons: accepted }: Clause): boolean => {
  if (!accepted) return false;
  const kinds = readings.records.flatMap(({ reasons }) =>
    reasonsInForce(reasons ?? [], at).map(({ kind }) => kind),
  );
  return readings.opaque || kinds.some((kind) => !accepted.includes(kind));
};
