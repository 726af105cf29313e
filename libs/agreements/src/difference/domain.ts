import { ISOLATED_FOR, NEVER, PURPOSES } from '@huren/recognition';
import type { AdmittedRule, CompiledRuleSet, RuleSet } from '@huren/recognition';
import {
  COLOURS,
  PALETTES,
  REASON_KINDS,
  SCHEMES,
  allDivisions,
  isDivision,
  isWithin,
  provinceOf,
} from '@huren/standard';
import type { Division, DivisionCode, ReasonKind } from '@huren/standard';
import { usesOf } from './uses.ts';
import type { Use } from './uses.ts';

export type Value = string | number | boolean | undefined;

/** Something that a situation leaves open, with its values; the first is what is taken where nothing else is said. */
export type Variable = {
  readonly id: string;
  readonly values: readonly Value[];
  /** Paths of the fact document that it settles. */
  readonly paths: readonly string[];
};

export type Domain = {
  readonly variables: readonly Variable[];
  /** Paths with which rules do more than compare: of these not every value can be tried. */
  readonly opaque: readonly string[];
};

const HOURS: Readonly<Record<string, number>> = { days: 24, hours: 1 };

const rulesOf = (sets: readonly CompiledRuleSet[]) => sets.flatMap(({ rules }) => rules);

/** Occurrences whose ages follow from one another: one grid for all of them keeps their order. */
const LINKED = ['exposure.area.', 'symptom.'];
export const isLinked = (a: string, b: string): boolean =>
  a === b || LINKED.some((group) => a.startsWith(group) && b.startsWith(group));

/** The ages with which rules compare those of some occurrences, and the next; in hours. */
const comparedIn = (names: readonly string[], uses: ReadonlyMap<string, Use>): number[] =>
  names.flatMap((name) =>
    Object.entries(HOURS).flatMap(([field, unit]) =>
      [...(uses.get(`facts.${name}.${field}`)?.numbers ?? [])].flatMap((n) => [n * unit, (n + 1) * unit]),
    ),
  );

const DAY_HOURS = 24;

/** Occurrences of which it matters which was first, and the ages from which that may change anything. In hours. */
type Ordered = { readonly names: ReadonlySet<string>; readonly ages: readonly number[] };

const SERVED = 'isolation.completed';

/**
 * Facts that days count from, and where rules ask how long ago an isolation was served, what it is served for: later
 * facts outlive it. Where they ask only whether it was, one that was served just now stands for all.
 */
const orderedNames = (
  rules: readonly AdmittedRule[],
  uses: ReadonlyMap<string, Use>,
): ReadonlySet<string> => {
  const read = rules.flatMap(({ occurrences }) => occurrences);
  const isAged = Object.keys(HOURS).some((field) => uses.has(`facts.${SERVED}.${field}`));
  const served = isAged ? [SERVED, ...ISOLATED_FOR] : [];
  const first = [...rules.flatMap(({ rule }) => rule.then.since ?? []), ...served];
  return new Set(read.filter((name) => first.some((other) => isLinked(name, other))));
};

/**
 * The bounds that rules set these, on each day on which a measure can end; and after each an hour for each of them, so
 * that between the same bounds they come in any order.
 */
const orderedIn = (sets: readonly CompiledRuleSet[], uses: ReadonlyMap<string, Use>): Ordered => {
  const rules = rulesOf(sets);
  const names = orderedNames(rules, uses);
  const compared = comparedIn([...names], uses);
  const most = Math.max(0, ...rules.map(({ rule }) => rule.then.days));
  const ofDay = [0, ...compared.map((hours) => hours % DAY_HOURS)];
  const bounds = Array.from({ length: most + 2 }, (_, days) => ofDay.map((hour) => days * DAY_HOURS + hour));
  const hours = Array.from({ length: names.size + 1 }, (_, hour) => hour);
  return {
    names,
    ages: [...new Set([...bounds.flat(), ...compared])].flatMap((b) => hours.map((h) => b + h)),
  };
};

/** Ages at which a comparison, or the end of a measure, can change. In hours. */
const agesOf = (
  name: string,
  uses: ReadonlyMap<string, Use>,
  sets: readonly CompiledRuleSet[],
  ordered: Ordered,
): number[] => {
  const names = [...new Set(rulesOf(sets).flatMap((rule) => rule.occurrences))].filter((other) =>
    isLinked(name, other),
  );
  return [...new Set([0, ...comparedIn(names, uses), ...(ordered.names.has(name) ? ordered.ages : [])])]
    .filter((hours) => hours >= 0 && hours < NEVER.hours)
    .sort((a, b) => a - b);
};

const occurrences = (
  sets: readonly CompiledRuleSet[],
  uses: ReadonlyMap<string, Use>,
  ordered: Ordered,
): Variable[] =>
  [...new Set(rulesOf(sets).flatMap((rule) => rule.occurrences))].map((name) => ({
    id: name,
    values: [undefined, ...agesOf(name, uses, sets, ordered)],
    paths: ['present', 'days', 'hours'].map((field) => `facts.${name}.${field}`),
  }));

const TENTHS = 'facts.temperature.tenths';

const temperatures = (uses: ReadonlyMap<string, Use>): Variable[] => {
  const use = uses.get(TENTHS);
  if (!use) return [];
  const numbers = [...use.numbers].flatMap((n) => [n, n + 1]).filter((n) => n > 0);
  return [{ id: TENTHS, values: [...new Set([0, 1, ...numbers])], paths: [TENTHS] }];
};

/** The kind of which an occurrence is. */
export const kindOf = (name: string): ReasonKind | undefined =>
  REASON_KINDS.find((kind) => name === kind || name.startsWith(`${kind}.`));

const coverage = (sets: readonly CompiledRuleSet[]): Variable[] => {
  const kinds = rulesOf(sets).flatMap(({ occurrences: names }) =>
    names.flatMap((name) => kindOf(name) ?? []),
  );
  return [...new Set(kinds)].map((kind) => ({ id: `covers.${kind}`, values: [true, false], paths: [] }));
};

const OTHERS: readonly DivisionCode[] = ['120000', '130000', '140000', '150000', '210000', '220000'];

const namedIn = (...uses: readonly (Use | undefined)[]): DivisionCode[] =>
  [...new Set(uses.flatMap((use) => [...(use?.texts ?? [])]))].filter((text) => isDivision(text));

/** One within a place that is not named: rules tell it from those that are. */
const unnamedIn = (place: DivisionCode, named: readonly DivisionCode[]): DivisionCode[] => {
  const isOther = ({ code }: Division): boolean => isWithin(code, place) && !named.includes(code);
  return named.length === 0 ? [] : [allDivisions().find(isOther)?.code ?? []].flat();
};

const issuersOf = (named: readonly DivisionCode[]): DivisionCode[] => {
  const provinces = [...new Set(named.map(provinceOf))];
  const other = OTHERS.find((code) => !provinces.includes(code)) as DivisionCode;
  return [other, ...named, ...provinces.flatMap((province) => unnamedIn(province, named))];
};

const placesOf = (destination: DivisionCode, named: readonly DivisionCode[]): DivisionCode[] => {
  const within = named.filter((code) => isWithin(code, destination));
  return [...new Set([destination, ...within, ...unnamedIn(destination, within)])];
};

/** What a rule set is for: it stands in every example, whether rules read it or not. */
const isOwn = (id: string): boolean => id === 'scheme' || id === 'destination';

const circumstances = ({ destination, scheme }: RuleSet, uses: ReadonlyMap<string, Use>): Variable[] => {
  const issuers = issuersOf(namedIn(uses.get('source.issuer'), uses.get('source.province')));
  const places = placesOf(
    destination,
    namedIn(uses.get('destination.division'), uses.get('destination.province')),
  );
  const all: [string, readonly Value[], string[]][] = [
    ['issuer', issuers, ['source.issuer', 'source.province']],
    ['scheme', [scheme, ...SCHEMES.filter((each) => each !== scheme)], ['source.scheme']],
    ['colour', [...new Set([...PALETTES[scheme], ...COLOURS])], ['source.colour']],
    ['bareColour', [false, true], ['source.bareColour']],
    ['destination', places, ['destination.division', 'destination.province']],
    ['purpose', PURPOSES, ['purpose']],
  ];
  return all
    .filter(([id, , paths]) => isOwn(id) || paths.some((path) => uses.has(path)))
    .map(([id, values, paths]) => ({ id, values, paths }));
};

/** Paths of which every value is tried, whatever rules do with them. */
const isListed = (path: string): boolean =>
  path.endsWith('.present') ||
  ['source.scheme', 'source.colour', 'source.bareColour', 'purpose'].includes(path);

/** Everything that the rules of some rule sets for one destination and scheme can tell apart. */
export const domainOf = (sets: readonly [CompiledRuleSet, ...CompiledRuleSet[]]): Domain => {
  const uses = usesOf(rulesOf(sets).map(({ rule }) => rule.when));
  const ordered = orderedIn(sets, uses);
  return {
    variables: [
      ...circumstances(sets[0].ruleSet, uses),
      ...occurrences(sets, uses, ordered),
      ...temperatures(uses),
      ...coverage(sets),
    ],
    opaque: [...uses].filter(([path, { opaque }]) => opaque && !isListed(path)).map(([path]) => path),
  };
};
