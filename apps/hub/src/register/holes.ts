import type { Route } from '@huren/events';
import { chinaTime, findIssuer } from '@huren/standard';
import type { DivisionCode, IssuerCode } from '@huren/standard';
import type { RuledClause, RuledClauses } from '../routes/ruled-clauses.ts';
import { classesIn, merged, mergedBy, onlyOf } from './route-classes.ts';
import type { RouteClasses } from './route-classes.ts';

/** Why a code is not recognised although its issuer's are, for something or at some time. */
export const HOLES = ['nothing_agreed', 'suspended', 'altered', 'no_rule_set', 'rule_set_altered'] as const;

/** What is missing from the recognition of issuers' codes: for which kinds of entry, from when and until when. */
export type Hole = RouteClasses & {
  readonly issuers: readonly IssuerCode[];
  readonly why: (typeof HOLES)[number];
  /** Null: at the instant asked about already. */
  readonly from: string | null;
  /** Null: nothing is agreed that ends it. */
  readonly until: string | null;
};

const whyNot = (chosen: RuledClause | undefined): Hole['why'] | undefined => {
  if (!chosen) return 'nothing_agreed';
  if (chosen.altered) return 'altered';
  if (chosen.suspended) return 'suspended';
  return chosen.rules === 'in_force' ? undefined : chosen.rules;
};

type Stretch = Pick<Hole, 'from' | 'until'> & { readonly why: Hole['why'] | undefined };

/** What holds on a route from an instant on, one stretch after the other, each of another reason than the one before. */
const stretchesOf = (clauses: RuledClauses, route: Route, at: Date): Stretch[] => {
  const stretches: Stretch[] = [];
  let start: Date | undefined = at;
  while (start) {
    const why = whyNot(clauses.choose({ ...route, at: start }));
    const next: number | undefined = clauses.nextChoice({ ...route, at: start });
    start = next === undefined ? undefined : new Date(next);
    const until = start ? chinaTime(start) : null;
    const before = stretches.at(-1);
    if (before && before.why === why) stretches[stretches.length - 1] = { ...before, until };
    else stretches.push({ why, from: before?.until ?? null, until });
  }
  return stretches;
};

/** Holes in what a destination recognises of issuers whose codes it takes, now or later. */
export const holesOf = (
  clauses: RuledClauses,
  destination: DivisionCode,
  issuers: readonly IssuerCode[],
  at: Date,
): Hole[] => {
  const found = issuers.map((issuer) =>
    merged(
      classesIn(findIssuer(issuer)?.schemes).flatMap((one) =>
        stretchesOf(clauses, { issuer, destination, ...one }, at).flatMap(({ why, from, until }) =>
          why ? [{ issuers: [issuer], why, from, until, ...onlyOf(one) }] : [],
        ),
      ),
    ),
  );
  return mergedBy(found.flat(), 'issuers');
};
