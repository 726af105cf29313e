import { PURPOSES, RECOGNITION_MODES, isInForce, issuerRank } from '@huren/recognition';
import type { Agreement, Clause, Purpose, RecognitionMode } from '@huren/recognition';
import { SCHEMES, allDivisions, allIssuers, ancestry, provinceOf } from '@huren/standard';
import type { DivisionCode, Scheme } from '@huren/standard';

/** What clauses can tell apart: of everything that they treat alike, one. The plainest stands first. */
export type ClauseDomain = {
  readonly issuers: readonly DivisionCode[];
  readonly destinations: readonly DivisionCode[];
  readonly schemes: readonly Scheme[];
  readonly purposes: readonly Purpose[];
  readonly modes: readonly RecognitionMode[];
  readonly instants: readonly Date[];
};

/** One of all that every clause answers alike; of what none covers, nothing. */
const apart = <T>(
  all: Iterable<T>,
  clauses: readonly Clause[],
  ask: (clause: Clause, one: T) => number,
): T[] => {
  const seen = new Map<string, T>();
  for (const one of all) {
    const answers = clauses.map((clause) => ask(clause, one));
    if (answers.some((answer) => answer > 0) && !seen.has(answers.join())) seen.set(answers.join(), one);
  }
  return [...seen.values()];
};

/** 3: the place itself, 2 and 1: its city, its province; 0: another place. */
const placeRank = ({ destination }: Clause, code: DivisionCode): number => {
  if (provinceOf(destination) !== provinceOf(code)) return 0;
  const place = ancestry(code).toReversed().indexOf(destination);
  return place < 0 ? 0 : place + 4 - ancestry(code).length;
};

/** How closely a clause is about one of each; 0: not at all. */
export const ABOUT = {
  issuer: issuerRank,
  destination: placeRank,
  scheme: ({ scheme }: Clause, one: Scheme): number => Number(scheme === undefined || scheme === one),
  purpose: ({ purposes }: Clause, one: Purpose): number => Number(purposes?.includes(one) ?? true),
  mode: ({ modes }: Clause, one: RecognitionMode): number => Number(modes.includes(one)),
} as const;

/** What is named stands before what is only covered; where nothing of a province is named, nothing there is covered. */
const divisions = (named: readonly DivisionCode[]): DivisionCode[] => {
  const provinces = new Set(named.map(provinceOf));
  const all = [...allIssuers(), ...allDivisions()].map(({ code }) => code);
  return [...new Set([...named, ...all.filter((code) => provinces.has(provinceOf(code)))])];
};

/** The instants from one on at which a clause begins or ends. */
const instantsOf = (clauses: readonly Clause[], from: Date): Date[] => {
  const dates = clauses.flatMap(({ validFrom, validTo }) => [
    validFrom,
    ...(validTo === null ? [] : [validTo]),
  ]);
  const later = dates.map((date) => Date.parse(date)).filter((date) => date > from.getTime());
  return [...new Set([from.getTime(), ...later])].sort((a, b) => a - b).map((date) => new Date(date));
};

/**
 * Everything that the clauses of some versions can tell apart from an instant on. A clause reads of an issuer how
 * closely it names it, of a destination which of the places around it it names, of a scheme, purpose and mode whether
 * it holds for it: whatever all clauses answer alike is recognised alike.
 */
export const clauseDomainOf = (versions: readonly Pick<Agreement, 'clauses'>[], from: Date): ClauseDomain => {
  const clauses = versions.flatMap((version) => version.clauses);
  const of = <T>(all: Iterable<T>, ask: (clause: Clause, one: T) => number): T[] => apart(all, clauses, ask);
  return {
    issuers: of(divisions(clauses.flatMap((clause) => clause.from)), ABOUT.issuer),
    destinations: of(divisions(clauses.map(({ destination }) => destination)), ABOUT.destination),
    schemes: of(SCHEMES, ABOUT.scheme),
    purposes: of(PURPOSES, ABOUT.purpose),
    modes: of(RECOGNITION_MODES, ABOUT.mode),
    instants: of(instantsOf(clauses, from), (clause, at) => Number(isInForce(clause, at))),
  };
};
