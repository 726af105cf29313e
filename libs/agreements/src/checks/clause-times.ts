import type { Agreement, Clause, Dated } from '@huren/recognition';

/** In ms; an end that is not set is infinitely far. */
export const end = ({ validTo }: Dated): number => (validTo === null ? Infinity : Date.parse(validTo));
export const begin = ({ validFrom }: Dated): number => Date.parse(validFrom);

/** A clause for as long as its agreement is in force as well, under the name by which findings call it. */
export type Timed = {
  readonly clause: Clause;
  readonly name: string;
  readonly from: number;
  readonly to: number;
};

const timed = (agreement: Agreement, of: string): Timed[] =>
  agreement.clauses.map((clause) => ({
    clause,
    name: clause.id + of,
    from: Math.max(begin(clause), begin(agreement)),
    to: Math.min(end(clause), end(agreement)),
  }));

/** The clauses of an agreement, in its order. */
export const ownClauses = (given: Agreement): Timed[] => timed(given, '');

/** The clauses of other agreements, each named with its own. */
export const otherClauses = (others: readonly Agreement[]): Timed[] =>
  others.flatMap((other) => timed(other, ` of ${other.id} version ${other.version}`));
