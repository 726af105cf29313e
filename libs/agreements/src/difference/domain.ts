import { NEVER, PURPOSES } from '@huren/recognition';
import type { CompiledRuleSet, Outcome, RuleSet } from '@huren/recognition';
import { COLOURS, PALETTES, REASON_KINDS, SCHEMES, isDivision, provinceOf } from '@huren/standard';
import type { DivisionCode, ReasonKind } from '@huren/standard';
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
const isLinked = (a: string, b: string): boolean =>
  a === b || LINKED.some((group) => a.startsWith(group) && b.startsWith(group));

/**
 * Ages from which measures end on another day: each whole day, and within it an hour for each fact that days count
 * from, so that these come in any order.
 */
const endsOf = (outcomes: readonly Outcome[], names: readonly string[]): number[] => {
  const counted = new Set(outcomes.flatMap(({ since }) => since ?? []));
  if (!names.some((name) => counted.has(name))) return [];
  const most = Math.max(...outcomes.map(({ days }) => days));
  return Array.from({ length: most + 2 }, (_, days) =>
    Array.from({ length: counted.size + 1 }, (__, hour) => days * 24 + hour),
  ).flat();
};

/** Ages at which a comparison, or the end of a measure, can change. In hours. */
const agesOf = (name: string, uses: ReadonlyMap<string, Use>, sets: readonly CompiledRuleSet[]): number[] => {
  const rules = rulesOf(sets);
  const names = [...new Set(rules.flatMap((rule) => rule.occurrences))].filter((other) =>
    isLinked(name, other),
  );
  const compared = names.flatMap((each) =>
    Object.entries(HOURS).flatMap(([field, unit]) =>
      [...(uses.get(`facts.${each}.${field}`)?.numbers ?? [])].flatMap((n) => [n * unit, (n + 1) * unit]),
    ),
  );
  const ends = endsOf(
    rules.map(({ rule }) => rule.then),
    names,
  );
  return [...new Set([0, ...compared, ...ends])]
    .filter((hours) => hours >= 0 && hours < NEVER.hours)
    .sort((a, b) => a - b);
};

const occurrences = (sets: readonly CompiledRuleSet[], uses: ReadonlyMap<string, Use>): Variable[] =>
  [...new Set(rulesOf(sets).flatMap((rule) => rule.occurrences))].map((name) => ({
    id: name,
    values: [undefined, ...agesOf(name, uses, sets)],
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

/** Every division that is named, and one that is not. */
const divisionsIn = (uses: readonly (Use | undefined)[], first: readonly DivisionCode[]): DivisionCode[] => {
  const named = [...new Set(uses.flatMap((use) => [...(use?.texts ?? [])]))].filter(
    (text): text is DivisionCode => isDivision(text),
  );
  const other = OTHERS.find((code) => !named.some((each) => provinceOf(each) === code)) as DivisionCode;
  return [...new Set([...first, other, ...named])];
};

const circumstances = ({ destination, scheme }: RuleSet, uses: ReadonlyMap<string, Use>): Variable[] => {
  const issuers = divisionsIn([uses.get('source.issuer'), uses.get('source.province')], []);
  const places = divisionsIn(
    [uses.get('destination.division'), uses.get('destination.province')],
    [destination],
  );
  const all: [string, readonly Value[], string[]][] = [
    ['issuer', issuers, ['source.issuer', 'source.province']],
    ['scheme', [scheme, ...SCHEMES.filter((each) => each !== scheme)], ['source.scheme']],
    ['colour', [...new Set([...PALETTES[scheme], ...COLOURS])], ['source.colour']],
    ['bareColour', [false, true], ['source.bareColour']],
    [
      'destination',
      places.filter((code) => isDivision(code) && provinceOf(code) === provinceOf(destination)),
      ['destination.division', 'destination.province'],
    ],
    ['purpose', PURPOSES, ['purpose']],
  ];
  return all
    .filter(([, , paths]) => paths.some((path) => uses.has(path)))
    .map(([id, values, paths]) => ({ id, values, paths }));
};

/** Paths of which every value is tried, whatever rules do with them. */
const isListed = (path: string): boolean =>
  path.endsWith('.present') ||
  ['source.scheme', 'source.colour', 'source.bareColour', 'purpose'].includes(path);

/** Everything that the rules of some rule sets for one destination and scheme can tell apart. */
export const domainOf = (sets: readonly [CompiledRuleSet, ...CompiledRuleSet[]]): Domain => {
  const uses = usesOf(rulesOf(sets).map(({ rule }) => rule.when));
  return {
    variables: [
      ...circumstances(sets[0].ruleSet, uses),
      ...occurrences(sets, uses),
      ...temperatures(uses),
      ...coverage(sets),
    ],
    opaque: [...uses].filter(([path, { opaque }]) => opaque && !isListed(path)).map(([path]) => path),
  };
};
