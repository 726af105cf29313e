import { remembered } from '@huren/crypto';
import { DAY_MS, HOUR_MS } from '@huren/standard';
import type { Reason } from '@huren/standard';
import { thresholdsOf } from './ages.ts';
import type { Thresholds } from './ages.ts';
import { occurrencesOf } from './facts.ts';
import type { RiskLevels } from './risk-levels.ts';
import type { CompiledRuleSet } from './rule-set-admission.ts';

/** An instant at which time alone may change an outcome; `opaque`: whether it does cannot be told ahead. */
export type Boundary = { readonly at: number; readonly opaque: boolean };

/** The numbers with which rules compare an age, which is in units of so many ms. */
export type Age = { readonly unit: number; readonly thresholds: Thresholds };

/** Where time matters to a rule set: at dates, and at ages of the occurrences by their names. */
type Times = { readonly dates: readonly Boundary[]; readonly ages: ReadonlyMap<string, readonly Age[]> };

const UNITS = new Map([
  ['days', DAY_MS],
  ['hours', HOUR_MS],
]);

const instant = (text: string): Boundary => ({ at: Date.parse(text), opaque: false });

const merged = ({ rules }: CompiledRuleSet): ReadonlyMap<string, Thresholds> => {
  const all = new Map<string, Thresholds>();
  for (const [path, thresholds] of rules.flatMap(({ rule }) => [...thresholdsOf(rule.when)])) {
    const known = all.get(path) ?? new Set();
    all.set(path, known === 'any' || thresholds === 'any' ? 'any' : new Set([...known, ...thresholds]));
  }
  return all;
};

const agesIn = (ruleSet: CompiledRuleSet): ReadonlyMap<string, readonly Age[]> => {
  const ages = new Map<string, Age[]>();
  for (const [path, thresholds] of merged(ruleSet)) {
    const [, name = '', field = ''] = /^facts\.(.+)\.(\w+)$/.exec(path) ?? [];
    ages.set(name, [...(ages.get(name) ?? []), { unit: UNITS.get(field) ?? DAY_MS, thresholds }]);
  }
  return ages;
};

const datesIn = ({ ruleSet, rules }: CompiledRuleSet): Boundary[] => [
  ...rules.flatMap(({ rule }) => [rule.validFrom, rule.validTo ?? rule.validFrom].map(instant)),
  ...(ruleSet.validTo ? [{ ...instant(ruleSet.validTo), opaque: true }] : []),
];

/** Gathered once for each rule set. */
const timesIn = remembered((ruleSet: CompiledRuleSet): Times => ({
  dates: datesIn(ruleSet),
  ages: agesIn(ruleSet),
}));

/** When an age of an observation passes the numbers with which rules compare it, after `now`. */
const passages = (observed: number, { unit, thresholds }: Age, now: number): Boundary[] => {
  if (thresholds === 'any') {
    const next = Math.max(1, Math.floor((now - observed) / unit) + 1);
    return [{ at: observed + next * unit, opaque: true }];
  }
  return [...thresholds].flatMap((number) =>
    [number, number + 1].map((age) => ({ at: observed + age * unit, opaque: false })),
  );
};

const ofReason = (reason: Reason, { ages }: Times, levels: RiskLevels, now: number): Boundary[] => {
  const observed = Date.parse(reason.observedAt);
  const passed = occurrencesOf(reason, levels).flatMap((name) =>
    (ages.get(name) ?? []).flatMap((age) => passages(observed, age, now)),
  );
  return reason.expiresAt ? [...passed, instant(reason.expiresAt)] : passed;
};

const boundariesAfter = (
  reasons: readonly Reason[],
  ruleSet: CompiledRuleSet,
  levels: RiskLevels,
  now: number,
): Boundary[] => {
  const times = timesIn(ruleSet);
  const ahead = times.dates.filter(({ at }) => at > now);
  for (const reason of reasons)
    for (const boundary of ofReason(reason, times, levels, now)) if (boundary.at > now) ahead.push(boundary);
  return ahead;
};

/**
 * The instants after `at` at which time alone may change how a rule set colours some reasons: a fact ends, its
 * age passes a number in a rule, a rule begins or ends. In order.
 */
export const boundariesOf = (
  reasons: readonly Reason[],
  ruleSet: CompiledRuleSet,
  levels: RiskLevels,
  at: Date,
): Boundary[] => boundariesAfter(reasons, ruleSet, levels, at.getTime()).sort((a, b) => a.at - b.at);

/** The first of these instants, in ms; `Infinity` where there is none. */
export const firstBoundary = (
  reasons: readonly Reason[],
  ruleSet: CompiledRuleSet,
  levels: RiskLevels,
  at: Date,
): number =>
  boundariesAfter(reasons, ruleSet, levels, at.getTime()).reduce(
    (first, boundary) => Math.min(first, boundary.at),
    Number.POSITIVE_INFINITY,
  );

/** How many of its dates a rule set has behind it at an instant: between two of them the same rules are in date. */
export const countOfDates = (ruleSet: CompiledRuleSet, at: Date): number => {
  const now = at.getTime();
  let count = 0;
  for (const date of timesIn(ruleSet).dates) count += Number(date.at <= now);
  return count;
};

/** The numbers with which rules of a set compare the ages of an occurrence. */
export const agesRead = (ruleSet: CompiledRuleSet, name: string): readonly Age[] =>
  timesIn(ruleSet).ages.get(name) ?? [];

/** Which of these numbers an age of so many ms has reached and passed: two of one class are alike to all the rules. */
export const ageClass = (ages: readonly Age[], ms: number): string => {
  let classes = '';
  for (const { unit, thresholds } of ages) {
    const age = Math.max(0, Math.floor(ms / unit));
    let passed = thresholds === 'any' ? age : 0;
    if (thresholds !== 'any')
      for (const number of thresholds) passed += Number(age >= number) + Number(age > number);
    classes += `${passed},`;
  }
  return classes;
};
