import type { Agreement, Clause, Dated } from '@huren/recognition';
import { binds } from './binds.ts';
import { error, warning } from './finding.ts';
import type { Finding } from './finding.ts';
import { namedRuleSets } from './named-rule-sets.ts';

const end = ({ validTo }: Dated): number => (validTo === null ? Infinity : Date.parse(validTo));
const begin = ({ validFrom }: Dated): number => Date.parse(validFrom);

const at = (index: number, field: string): string => `/clauses/${index}/${field}`;

const foreign = ({ parties, clauses }: Agreement): Finding[] =>
  clauses.flatMap(({ destination }, index) =>
    parties.some((party) => binds(party, destination))
      ? []
      : [
          error(
            'foreign_clause',
            at(index, 'destination'),
            `${destination} lies in the territory of no party`,
          ),
        ],
  );

const windows = (given: Agreement): Finding[] => [
  ...(begin(given) < end(given) ? [] : [error('invalid_window', '/validTo', 'it must end after it begins')]),
  ...given.clauses.flatMap((clause, index) => [
    ...(begin(clause) < end(clause)
      ? []
      : [error('invalid_window', at(index, 'validTo'), 'it must end after it begins')]),
    ...(begin(clause) < end(given) && begin(given) < end(clause)
      ? []
      : [
          error(
            'never_in_force',
            at(index, 'validFrom'),
            'the agreement is not in force while the clause is',
          ),
        ]),
  ]),
];

const reviews = ({ clauses }: Agreement): Finding[] =>
  clauses.flatMap((clause, index) => {
    const review = clause.reviewBy ? Date.parse(clause.reviewBy) : undefined;
    return review === undefined || (begin(clause) < review && review <= end(clause))
      ? []
      : [error('invalid_review', at(index, 'reviewBy'), 'a clause is reviewed while it holds')];
  });

const repeated = ({ clauses }: Agreement): Finding[] =>
  clauses.flatMap(({ id }, index) =>
    clauses.findIndex((other) => other.id === id) === index
      ? []
      : [error('repeated_clause', at(index, 'id'), `${id} stands twice in the agreement`)],
  );

const meet = <T>(a: readonly T[] | undefined, b: readonly T[] | undefined): boolean =>
  !a || !b || a.some((item) => b.includes(item));

/** Whether two clauses are about the same codes, place, purposes and modes, at whatever times. */
const isAlike = (a: Clause, b: Clause): boolean =>
  a.destination === b.destination &&
  meet(a.from, b.from) &&
  meet(a.modes, b.modes) &&
  meet(a.purposes, b.purposes) &&
  (a.scheme === undefined || b.scheme === undefined || a.scheme === b.scheme);

const overlaps = ({ clauses }: Agreement): Finding[] =>
  clauses.flatMap((clause, index) =>
    clauses
      .slice(0, index)
      .filter((other) => isAlike(clause, other) && begin(clause) < end(other) && begin(other) < end(clause))
      .map(({ id }) =>
        warning('overlap', `/clauses/${index}`, `clauses ${id} and ${clause.id} hold for the same codes`),
      ),
  );

/** Times in which neither a clause nor one that follows it for the same codes holds. */
const gaps = ({ clauses }: Agreement): Finding[] =>
  clauses.flatMap((clause, index) => {
    const others = clauses.filter((other) => other !== clause && isAlike(clause, other));
    const later = others.filter((other) => begin(other) > end(clause));
    const isCovered = others.some((other) => begin(other) <= end(clause) && end(other) > end(clause));
    const [next] = later.toSorted((a, b) => begin(a) - begin(b));
    return next && !isCovered
      ? [warning('gap', at(index, 'validTo'), `nothing holds between clauses ${clause.id} and ${next.id}`)]
      : [];
  });

/** What stands against an agreement, or is to be looked at, before it is signed. Its schema was checked before. */
export const checkAgreement = (given: Agreement): Finding[] => [
  ...foreign(given),
  ...windows(given),
  ...reviews(given),
  ...repeated(given),
  ...namedRuleSets(given),
  ...overlaps(given),
  ...gaps(given),
];
