import type { Route, RouteChange, Standing } from '@huren/events';
import { agreementIndex } from '@huren/recognition';
import type { Agreement, Clause, RuleSetIndex } from '@huren/recognition';
import { NATIONAL_PLATFORM, allIssuers, ancestry, chinaTime, provinceOf } from '@huren/standard';
import type { DivisionCode, IssuerCode } from '@huren/standard';
import { named, nextChange } from '../routes/outlook.ts';
import { ruledClauses } from '../routes/ruled-clauses.ts';
import type { RuledClause, RuledClauses } from '../routes/ruled-clauses.ts';
import { asymmetriesOf } from './asymmetries.ts';
import type { Asymmetry } from './asymmetries.ts';
import { holesOf } from './holes.ts';
import type { Hole } from './holes.ts';
import { isReviewDue } from './reviews-due.ts';
import { classesIn, merged, onlyOf } from './route-classes.ts';
import type { RouteClasses } from './route-classes.ts';

type Clauses = NonNullable<Standing> &
  Pick<RuledClause, 'rules'> &
  RouteClasses & {
    /** Whether the agreement is not as it was signed: then nothing is recognised by it. */
    readonly altered: boolean;
    /** Whether its parties were to look at it again by now. */
    readonly reviewDue: boolean;
    /** When nothing comes to hold in its place, by what is agreed now; null: it goes on, or another follows. */
    readonly endsAt: string | null;
  };

/** Whose codes are recognised at a destination, under which clauses and for what. */
export type Cell = { readonly issuer: IssuerCode; readonly clauses: readonly Clauses[] };

/** A clause that recognised an issuer's codes, and since when it does not. */
export type Ended = {
  readonly issuer: IssuerCode;
  readonly agreement: string;
  readonly version: number;
  readonly clause: string;
  readonly endedAt: string;
};

/** One destination: whom it recognises, whom it will from a date, whom it does no more, provinces' codes for which nothing is agreed, and what is missing from the rest. */
export type Row = {
  readonly destination: DivisionCode;
  readonly recognises: readonly Cell[];
  readonly begins: readonly (RouteChange & { readonly issuer: IssuerCode })[];
  readonly ended: readonly Ended[];
  readonly gaps: readonly IssuerCode[];
  readonly holes: readonly Hole[];
};

export type Matrix = { readonly destinations: readonly Row[]; readonly asymmetries: readonly Asymmetry[] };

const routesBetween = (issuer: IssuerCode, destination: DivisionCode): Route[] =>
  classesIn().map((one) => ({ issuer, destination, ...one }));

/** When a clause recognises nobody any more and nothing comes to hold in its place. */
const endOf = (clauses: RuledClauses, route: Route, at: Date): string | null => {
  const next = nextChange(clauses, route, at);
  return next?.standing === null ? next.at : null;
};

const clausesAt = (clauses: RuledClauses, routes: readonly Route[], at: Date): Clauses[] => {
  const single = routes.flatMap((route): Clauses[] => {
    const chosen = clauses.choose({ ...route, at });
    if (!chosen) return [];
    const { altered, rules, clause } = chosen;
    const marks = { altered, rules, reviewDue: isReviewDue(clause, at), endsAt: endOf(clauses, route, at) };
    return [{ ...named(chosen), ...marks, ...onlyOf(route) }];
  });
  return merged(single);
};

const firstChange = (clauses: RuledClauses, routes: readonly Route[], at: Date): RouteChange | undefined =>
  routes
    .flatMap((route) => nextChange(clauses, route, at) ?? [])
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))[0];

/** Whether a clause is about an issuer's codes there, at whatever time. */
const concerns = (
  { from, destination: place }: Clause,
  issuer: IssuerCode,
  destination: DivisionCode,
): boolean =>
  ancestry(destination).includes(place) && (from.includes(issuer) || from.includes(provinceOf(issuer)));

/** The clause by which an issuer's codes were recognised last, where one has ended. */
const lastEnded = (
  agreements: readonly Agreement[],
  issuer: IssuerCode,
  destination: DivisionCode,
  at: Date,
): Ended[] =>
  agreements
    .flatMap(({ id, version, validTo, clauses }) =>
      clauses
        .filter((clause) => concerns(clause, issuer, destination))
        .flatMap((clause) => {
          const ends = [validTo, clause.validTo].flatMap((end) => (end === null ? [] : [Date.parse(end)]));
          const end = Math.min(...ends);
          const ended = { issuer, agreement: id, version, clause: clause.id };
          return end <= at.getTime() ? [{ ...ended, endedAt: chinaTime(new Date(end)) }] : [];
        }),
    )
    .toSorted((a, b) => Date.parse(b.endedAt) - Date.parse(a.endedAt))
    .slice(0, 1);

type Known = {
  readonly all: readonly Agreement[];
  readonly clauses: RuledClauses;
  readonly altered: readonly Agreement[];
};

/** Whether an altered agreement is of a place: then nobody can say any more about whose codes it is. */
const isInDoubt = (destination: DivisionCode, { altered }: Known): boolean =>
  altered.some(({ parties, clauses }) =>
    [...parties, ...clauses.map((clause) => clause.destination)].some((one) =>
      ancestry(destination).includes(one),
    ),
  );

const rowOf = (destination: DivisionCode, known: Known, at: Date): Row => {
  const { all, clauses: ruled } = known;
  const inDoubt = isInDoubt(destination, known);
  const row = { recognises: [] as Cell[], begins: [] as Row['begins'][number][], ended: [] as Ended[] };
  const gaps: IssuerCode[] = [];
  for (const { code: issuer } of allIssuers()) {
    const isNamed = all.some(({ clauses }) => clauses.some((one) => concerns(one, issuer, destination)));
    const routes = isNamed || inDoubt ? routesBetween(issuer, destination) : [];
    const found = clausesAt(ruled, routes, at);
    const next = found.length === 0 ? firstChange(ruled, routes, at) : undefined;
    if (found.length > 0) row.recognises.push({ issuer, clauses: found });
    else if (next) row.begins.push({ issuer, ...next });
    else {
      row.ended.push(...(isNamed ? lastEnded(all, issuer, destination, at) : []));
      if (issuer === provinceOf(issuer) && issuer !== NATIONAL_PLATFORM) gaps.push(issuer);
    }
  }
  const taken = [...row.recognises, ...row.begins].map(({ issuer }) => issuer);
  return { destination, ...row, gaps, holes: holesOf(ruled, destination, taken, at) };
};

/** What is known at an instant, each version as it stood then, and which agreements are not as they were signed. */
export type Held = {
  readonly agreements: readonly Agreement[];
  readonly ruleSets: RuleSetIndex;
  readonly members: readonly DivisionCode[];
  readonly isAltered?: (agreement: Agreement) => boolean;
};

/**
 * Who recognises whom at an instant, by what was known then, also where it is altered: for every member, and every place
 * below one with a clause of its own.
 */
export const matrixAt = (
  { agreements, ruleSets, members, isAltered = () => false }: Held,
  at: Date,
): Matrix => {
  const clauses = agreements.flatMap((agreement) => agreement.clauses);
  const known = {
    all: agreements,
    clauses: ruledClauses(agreementIndex(agreements, isAltered), ruleSets),
    altered: agreements.filter(isAltered),
  };
  const places = new Set([...members, ...clauses.map(({ destination }) => destination)]);
  const destinations = [...places]
    .sort()
    .filter((place) => place !== NATIONAL_PLATFORM)
    .map((place) => rowOf(place, known, at));
  return { destinations, asymmetries: asymmetriesOf(destinations) };
};
