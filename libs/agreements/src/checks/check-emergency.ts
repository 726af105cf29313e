import { canonicalJson } from '@huren/crypto';
import type { Clause } from '@huren/recognition';
import type { DivisionCode } from '@huren/standard';
import { binds } from './binds.ts';
import { error } from './finding.ts';
import type { Finding } from './finding.ts';

type Clauses = { readonly clauses: readonly Clause[] };

const said = (clauses: readonly Clause[]): Set<string> => new Set(clauses.map((each) => canonicalJson(each)));

/**
 * What stands against an emergency version of an agreement that one party signs alone: of the territory of others it
 * says, to the byte, what the ordinary versions say that it rests on; where it rests on none, nothing.
 */
export const checkEmergency = (
  { clauses }: Clauses,
  grounds: readonly Clauses[],
  party: DivisionCode,
): Finding[] => {
  const foreign = (of: readonly Clause[]) => of.filter(({ destination }) => !binds(party, destination));
  const known = grounds.map((ground) => said(foreign(ground.clauses)));
  const isKnown = (clause: Clause): boolean =>
    known.length > 0 && known.every((ground) => ground.has(canonicalJson(clause)));
  const kept = new Set(foreign(clauses).map(({ id }) => id));
  const dropped = grounds.flatMap((ground) => foreign(ground.clauses)).find(({ id }) => !kept.has(id));
  return [
    ...clauses.flatMap((clause, index) =>
      binds(party, clause.destination) || isKnown(clause)
        ? []
        : [
            error(
              'foreign_clause',
              `/clauses/${index}/destination`,
              `${party} alone does not bind ${clause.destination}`,
            ),
          ],
    ),
    ...(dropped
      ? [
          error(
            'foreign_clause',
            '/clauses',
            `clause ${dropped.id} is of ${dropped.destination}, and ${party} alone does not end it`,
          ),
        ]
      : []),
  ];
};
