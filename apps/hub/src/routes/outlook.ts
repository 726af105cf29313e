import { isDeepStrictEqual } from 'node:util';
import type { Route, RouteChange, Standing } from '@huren/events';
import type { ChosenClause } from '@huren/recognition';
import { chinaTime } from '@huren/standard';
import type { RuledClause, RuledClauses } from './ruled-clauses.ts';

/** What holds on a route, and what will change it by the agreements and rule sets that are known. */
export type Outlook = { readonly standing: Standing; readonly next: RouteChange | null };

/** A clause by its agreement, version and id. */
export const named = ({ agreement, clause, suspended }: ChosenClause): NonNullable<Standing> => ({
  agreement: agreement.id,
  version: agreement.version,
  clause: clause.id,
  suspended,
});

/** What a clause that was chosen tells; one that is not as it was signed, or without its rules, holds nowhere. */
const standingBy = (chosen: RuledClause | undefined): Standing => {
  if (!chosen || chosen.altered) return null;
  return chosen.suspended || chosen.rules === 'in_force' ? named(chosen) : null;
};

/** The clause that holds on a route at an instant. */
export const standingAt = (clauses: RuledClauses, route: Route, at: Date): Standing =>
  standingBy(clauses.choose({ ...route, at }));

/** The next date after an instant at which another clause, or none, comes to hold. */
export const nextChange = (clauses: RuledClauses, route: Route, at: Date): RouteChange | null => {
  const before = standingAt(clauses, route, at);
  let next = clauses.nextChoice({ ...route, at });
  while (next !== undefined) {
    const then = new Date(next);
    const standing = standingAt(clauses, route, then);
    if (!isDeepStrictEqual(standing, before)) return { at: chinaTime(then), standing };
    next = clauses.nextChoice({ ...route, at: then });
  }
  return null;
};

export const outlookAt = (clauses: RuledClauses, route: Route, at: Date): Outlook => ({
  standing: standingAt(clauses, route, at),
  next: nextChange(clauses, route, at),
});

/** All changes after an instant and not after another, in order. */
export const changesBetween = (
  clauses: RuledClauses,
  route: Route,
  from: Date,
  until: Date,
): RouteChange[] => {
  const changes: RouteChange[] = [];
  let change = nextChange(clauses, route, from);
  while (change && Date.parse(change.at) <= until.getTime()) {
    changes.push(change);
    change = nextChange(clauses, route, new Date(change.at));
  }
  return changes;
};
