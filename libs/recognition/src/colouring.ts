import { DAY_MS, compareColours, compareMeasures, strictestColour, strictestMeasure } from '@huren/standard';
import type { Colour, Measure } from '@huren/standard';
import type { Facts } from './facts.ts';
import type { Outcome, Rule } from './model/rule-set.ts';
import type { AdmittedRule, CompiledRuleSet } from './rule-set-admission.ts';
import { settledIn } from './settling.ts';
import type { Settled } from './settling.ts';

/** A rule that could not be settled, and what was unknown. */
export type Undetermined = { readonly rule: string; readonly missing: readonly string[] };

/** What an end goes back to: the last that is fixed by a fact, in ms, and the most days from the decision. */
export type Ends = { readonly fixed: number; readonly days: number };

/** A colour, a measure, and when it ends; null for one that is done on the spot. */
export type Verdict = {
  readonly colour: Colour;
  readonly measure: Measure;
  readonly measureUntil: Date | null;
  readonly ends: Ends;
};

/** How a rule set colours the facts. */
export type Coloured = Verdict & {
  /** What each rule came to, in the order of the set. */
  readonly settled: readonly Settled[];
  readonly fired: readonly Rule[];
  readonly undetermined: readonly Undetermined[];
  /** Facts that were there and that a rule which fired reads, such as `contact.close`; sorted. */
  readonly factsUsed: readonly string[];
};

/** When a measure ends, if that lies ahead. */
export const endOf = ({ fixed, days }: Ends, at: Date): Date | null => {
  const end = Math.max(fixed, at.getTime() + days * DAY_MS);
  return end > at.getTime() ? new Date(end) : null;
};

/** An outcome as of a decision: with the instant at which its measure ends, if that lies ahead. */
export const verdictOf = ({ colour, measure, days, since }: Outcome, facts: Facts, at: Date): Verdict => {
  const from = since === undefined ? undefined : facts.latest.get(since);
  const ends = from === undefined ? { fixed: 0, days } : { fixed: from + days * DAY_MS, days: 0 };
  return { colour, measure, measureUntil: endOf(ends, at), ends };
};

/** The strictest colour, measure and end of at least one verdict, each for itself. */
export const strictest = (at: Date, first: Verdict, ...rest: readonly Verdict[]): Verdict => {
  if (rest.length === 0) {
    const { colour, measure, measureUntil, ends } = first;
    return { colour, measure, measureUntil, ends };
  }
  const all = [first, ...rest].map(({ ends }) => ends);
  const ends = {
    fixed: Math.max(...all.map(({ fixed }) => fixed)),
    days: Math.max(...all.map(({ days }) => days)),
  };
  return {
    colour: strictestColour(first.colour, ...rest.map(({ colour }) => colour)),
    measure: strictestMeasure(first.measure, ...rest.map(({ measure }) => measure)),
    measureUntil: endOf(ends, at),
    ends,
  };
};

/**
 * What an unsettled rule asks for: the rule set's course for the unknown, but no more than the rule would
 * ask if it held. Learning that it holds can then never be milder than not knowing.
 */
const unsettled = ({ whenUnknown }: { readonly whenUnknown: Outcome }, { then }: Rule): Outcome => ({
  colour: compareColours(whenUnknown.colour, then.colour) < 0 ? whenUnknown.colour : then.colour,
  measure: compareMeasures(whenUnknown.measure, then.measure) < 0 ? whenUnknown.measure : then.measure,
  // Days that count from a fact may be over when the fact is learnt.
  days: then.since === undefined ? Math.min(whenUnknown.days, then.days) : 0,
});

/**
 * Takes the strictest of what fires of the rules in date. A rule that cannot be settled brings in the course for the
 * unknown; `otherwise` holds when no rule fires.
 * @param at the instant that the facts are of
 */
export const colour = (compiled: CompiledRuleSet, facts: Facts, at: Date): Coloured => {
  const { ruleSet, rules } = compiled;
  const fired: AdmittedRule[] = [];
  const open: { readonly rule: Rule; readonly missing: readonly string[] }[] = [];
  const settled = settledIn(compiled, facts, at);
  rules.forEach((admitted, place) => {
    const result = settled[place];
    if (result === true) fired.push(admitted);
    else if (result) open.push({ rule: admitted.rule, missing: result });
  });
  const outcomes = fired.length > 0 ? fired.map(({ rule }) => rule.then) : [ruleSet.otherwise];
  const [first, ...rest] = [...outcomes, ...open.map(({ rule }) => unsettled(ruleSet, rule))].map((outcome) =>
    verdictOf(outcome, facts, at),
  ) as [Verdict, ...Verdict[]];
  return {
    ...strictest(at, first, ...rest),
    settled,
    fired: fired.map(({ rule }) => rule),
    undetermined: open.map(({ rule, missing }) => ({ rule: rule.id, missing })),
    factsUsed: [...new Set(fired.flatMap(({ occurrences }) => occurrences))]
      .filter((name) => facts.latest.has(name))
      .sort(),
  };
};
