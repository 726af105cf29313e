import type { Agreement } from '@huren/recognition';
import { begin, end } from './clause-times.ts';
import { binds } from './binds.ts';
import { error } from './finding.ts';
import type { Finding } from './finding.ts';
import { gaps } from './gaps.ts';
import { overlaps } from './overlaps.ts';
import { namedRuleSets } from './named-rule-sets.ts';
import type { SignedRuleSet } from './named-rule-sets.ts';

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

/** What else is signed: the other agreements in force, and the rule sets. */
export type SignedBeside = {
  readonly agreements?: readonly Agreement[];
  readonly ruleSets?: readonly SignedRuleSet[];
};

/**
 * What stands against an agreement, or is to be looked at, before it is signed, also beside what else is. Its schema was
 * checked before.
 */
export const checkAgreement = (
  given: Agreement,
  { agreements: inForce = [], ruleSets = [] }: SignedBeside = {},
): Finding[] => [
  ...foreign(given),
  ...windows(given),
  ...reviews(given),
  ...repeated(given),
  ...namedRuleSets(given, ruleSets),
  ...overlaps(given, inForce),
  ...gaps(given, inForce),
];
