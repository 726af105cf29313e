import { canonicalJson } from '@huren/crypto';
import type { Clause } from '@huren/recognition';
import type { DivisionCode } from '@huren/standard';
import { binds } from './binds.ts';
import { error } from './finding.ts';
import type { Finding } from './finding.ts';

type Clauses = { readonly clauses: readonly Clause[] };

/**
 * What stands against an emergency version of an agreement that one party signs alone: a clause of another's territory
 * that is not, to the byte, in the version that holds.
 */
export const checkEmergency = (
  given: Clauses,
  holds: Clauses | undefined,
  party: DivisionCode,
): Finding[] => {
  const known = new Set((holds?.clauses ?? []).map((clause) => canonicalJson(clause)));
  return given.clauses.flatMap((clause, index) =>
    binds(party, clause.destination) || known.has(canonicalJson(clause))
      ? []
      : [
          error(
            'foreign_clause',
            `/clauses/${index}/destination`,
            `${party} alone does not bind ${clause.destination}`,
          ),
        ],
  );
};
