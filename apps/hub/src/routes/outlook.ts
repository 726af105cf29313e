import type { Route, RouteChange, Standing } from '@huren/events';
import type { AgreementIndex, ChosenClause } from '@huren/recognition';
import { chinaTime } from '@huren/standard';

/** What holds on a route, and what will change it by the agreements that are known. */
export type Outlook = { readonly standing: Standing; readonly next: RouteChange | null };

/** A clause by its agreement, version and id. */
export const named = ({ agreement, clause, suspended }: ChosenClause): NonNullable<Standing> => ({
  agreement: agreement.id,
  version: agreement.version,
  clause: clause.id,
  suspended,
});

/** What a clause that was chosen tells; one that is not as it was signed holds nowhere. */
const standingBy = (chosen: ChosenClause | undefined): Standing =>
  !chosen || chosen.altered ? null : named(chosen);

/** The clause that holds on a route at an instant. */
export const standingAt = (agreements: AgreementIndex, route: Route, at: Date): Standing =>
  standingBy(agreements.choose({ ...route, at }));

/** The next date after an instant at which another clause, or none, comes to hold. */
export const nextChange = (agreements: AgreementIndex, route: Route, at: Date): RouteChange | null => {
  const next = agreements.nextChoice({ ...route, at });
  if (next === undefined) return null;
  const then = new Date(next);
  return { at: chinaTime(then), standing: standingAt(agreements, route, then) };
};

export const outlookAt = (agreements: AgreementIndex, route: Route, at: Date): Outlook => ({
  standing: standingAt(agreements, route, at),
  next: nextChange(agreements, route, at),
});

/** All changes after an instant and not after another, in order. */
export const changesBetween = (
  agreements: AgreementIndex,
  route: Route,
  from: Date,
  until: Date,
): RouteChange[] => {
  const changes: RouteChange[] = [];
  let change = nextChange(agreements, route, from);
  while (change && Date.parse(change.at) <= until.getTime()) {
    changes.push(change);
    change = nextChange(agreements, route, new Date(change.at));
  }
  return changes;
};
