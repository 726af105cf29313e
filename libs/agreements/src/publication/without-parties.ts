import type { Clause } from '@huren/recognition';
import { binds } from '../checks/binds.ts';
import { begin, end } from '../checks/clause-times.ts';
import type { Leaving } from '../life-cycle/life.ts';

/**
 * A clause once a party has left: over by then in its territory, and where all its issuers are of that territory; else
 * the others' codes go on under a clause of their own.
 */
const without = (clause: Clause, { party, until }: Leaving): Clause[] => {
  const others = clause.from.filter((issuer) => !binds(party, issuer));
  const isOver = binds(party, clause.destination);
  const at = Date.parse(until);
  if ((!isOver && others.length === clause.from.length) || end(clause) <= at) return [clause];
  const next = begin(clause) < at ? until : clause.validFrom;
  const rest = { ...clause, id: `${clause.id}-without-${party}`, from: others, validFrom: next };
  return [{ ...clause, validTo: next }, ...(isOver || others.length === 0 ? [] : [rest])];
};

/** The clauses of an agreement that parties leave while others go on: both ways, nothing holds for their territories from then on. */
export const withoutParties = (clauses: readonly Clause[], leaving: readonly Leaving[]): Clause[] =>
  leaving.reduce<Clause[]>((known, one) => known.flatMap((clause) => without(clause, one)), [...clauses]);
