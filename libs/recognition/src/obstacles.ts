import type { Case } from './case.ts';
import { reasonsInForce } from './facts.ts';
import type { Clause } from './model/agreement.ts';

/** Whether the data behind a code, or those on areas, are older than the clause allows. */
export const staleness = (given: Case, clause: Clause): 'stale_source' | 'stale_risk' | undefined => {
  const { maxSourceAgeSeconds, maxRiskAgeSeconds } = clause;
  if (maxSourceAgeSeconds !== undefined && given.shown.ageSeconds > maxSourceAgeSeconds)
    return 'stale_source';
  const riskAge = given.knowledge.riskAgeSeconds ?? Number.POSITIVE_INFINITY;
  return maxRiskAgeSeconds !== undefined && riskAge > maxRiskAgeSeconds ? 'stale_risk' : undefined;
};

/** Whether a code has, or may have, a reason of a kind that the clause does not accept. */
export const isBeyond = ({ readings, at }: Case, { reasons: accepted }: Clause): boolean => {
  if (!accepted) return false;
  const kinds = readings.records.flatMap(({ reasons }) =>
    reasonsInForce(reasons ?? [], at).map(({ kind }) => kind),
  );
  return readings.opaque || kinds.some((kind) => !accepted.includes(kind));
};
