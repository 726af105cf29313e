import { DAY_MS, HOUR_MS } from '@huren/standard';
import type { Reason } from '@huren/standard';
import { thresholdsOf } from './ages.ts';
import type { Thresholds } from './ages.ts';
import { occurrencesOf } from './facts.ts';
import type { RiskLevels } from './risk-levels.ts';
import type { CompiledRuleSet } from './rule-set-admission.ts';

/** An instant at which time alone may change an outcome; `opaque`: whether it does cannot be told ahead. */
export type Boundary = { readonly at: number; readonly opaque: boolean };

const UNITS = [
  ['days', DAY_MS],
  ['hours', HOUR_MS],
] as const;

const instant = (text: string): Boundary => ({ at: Date.parse(text), opaque: false });

/** When an age of an observation passes the numbers with which rules compare it, after `now`. */
const passages = (observed: number, unit: number, thresholds: Thresholds, now: number): Boundary[] => {
  if (thresholds === 'any') {
    const next = Math.max(1, Math.floor((now - observed) / unit) + 1);
    return [{ at: observed + next * unit, opaque: true }];
  }
  const ages = [...thresholds].flatMap((number) => [number, number + 1]);
  return ages.map((age) => ({ at: observed + age * unit, opaque: false }));
};

const ofReason = (
  reason: Reason,
  thresholds: ReadonlyMap<string, Thresholds>,
  levels: RiskLevels,
  now: number,
): Boundary[] => {
  const observed = Date.parse(reason.observedAt);
  const ages = occurrencesOf(reason, levels).flatMap((name) =>
    UNITS.flatMap(([field, unit]) => {
      const known = thresholds.get(`facts.${name}.${field}`);
      return known ? passages(observed, unit, known, now) : [];
    }),
  );
  return reason.expiresAt ? [...ages, instant(reason.expiresAt)] : ages;
};

const known = new WeakMap<CompiledRuleSet, ReadonlyMap<string, Thresholds>>();

/** The thresholds of all rules of a set, which are gathered once. */
const thresholdsIn = (ruleSet: CompiledRuleSet): ReadonlyMap<string, Thresholds> => {
  const thresholds = known.get(ruleSet) ?? merged(ruleSet);
  known.set(ruleSet, thresholds);
  return thresholds;
};

const merged = ({ rules }: CompiledRuleSet): ReadonlyMap<string, Thresholds> => {
  const all = new Map<string, Thresholds>();
  for (const [path, thresholds] of rules.flatMap(({ rule }) => [...thresholdsOf(rule.when)])) {
    const before = all.get(path) ?? new Set();
    all.set(path, before === 'any' || thresholds === 'any' ? 'any' : new Set([...before, ...thresholds]));
  }
  return all;
};

const ofRules = ({ ruleSet, rules }: CompiledRuleSet): Boundary[] => [
  ...rules.flatMap(({ rule }) => [rule.validFrom, rule.validTo ?? rule.validFrom].map(instant)),
  ...(ruleSet.validTo ? [{ ...instant(ruleSet.validTo), opaque: true }] : []),
];

/**
 * The instants after `at` at which time alone may change how a rule set colours some reasons: a fact ends, its
 * age passes a number in a rule, a rule begins or ends. In order.
 */
export const boundariesOf = (
  reasons: readonly Reason[],
  ruleSet: CompiledRuleSet,
  levels: RiskLevels,
  at: Date,
): Boundary[] => {
  const now = at.getTime();
  const thresholds = thresholdsIn(ruleSet);
  return [...ofRules(ruleSet), ...reasons.flatMap((reason) => ofReason(reason, thresholds, levels, now))]
    .filter((boundary) => boundary.at > now)
    .sort((a, b) => a.at - b.at);
};
