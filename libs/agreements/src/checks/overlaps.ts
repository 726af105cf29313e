import type { Agreement, Clause } from '@huren/recognition';
import { otherClauses, ownClauses } from './clause-times.ts';
import { warning } from './finding.ts';
import type { Finding } from './finding.ts';

const meet = <T>(a: readonly T[] | undefined, b: readonly T[] | undefined): boolean =>
  !a || !b || a.some((item) => b.includes(item));

/** Whether two clauses name the same codes, place, purposes and modes, so that neither is the closer one. */
const isAlike = (a: Clause, b: Clause): boolean =>
  a.destination === b.destination &&
  meet(a.from, b.from) &&
  meet(a.modes, b.modes) &&
  meet(a.purposes, b.purposes) &&
  (a.scheme === undefined || b.scheme === undefined || a.scheme === b.scheme);

/** Clauses that hold for the same codes as an earlier one of their agreement, or as one of another. */
export const overlaps = (given: Agreement, inForce: readonly Agreement[]): Finding[] => {
  const [own, others] = [ownClauses(given), otherClauses(inForce)];
  return own.flatMap(({ clause, name, from, to }, index) =>
    [...own.slice(0, index), ...others]
      .filter((other) => isAlike(clause, other.clause) && from < other.to && other.from < to)
      .map((other) =>
        warning('overlap', `/clauses/${index}`, `${name} and ${other.name} hold for the same codes`),
      ),
  );
};
