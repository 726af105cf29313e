import type { CompiledRule, RuleResult } from '@huren/rules';
import { DAY_MS, strictestColour, strictestMeasure } from '@huren/standard';
import type { Colour, Measure } from '@huren/standard';
import { isReliefPath } from './fact-document.ts';
import type { Facts } from './facts.ts';
import type { Outcome, Rule } from './model/rule-set.ts';
import type { CompiledRuleSet } from './rule-set-admission.ts';

/** A rule that could not be settled, and what was unknown. */
export type Undetermined = { readonly rule: string; readonly missing: readonly string[] };

/** A colour, a measure, and when it ends; null for one that is done on the spot. */
export type Verdict = {
  readonly colour: Colour;
  readonly measure: Measure;
  readonly measureUntil: Date | null;
};

/** How a rule set colours the facts. */
export type Coloured = Verdict & {
  readonly fired: readonly Rule[];
  readonly undetermined: readonly Undetermined[];
};

const isInDate = ({ validFrom, validTo }: Rule, at: Date): boolean =>
  Date.parse(validFrom) <= at.getTime() && !(validTo && Date.parse(validTo) <= at.getTime());

/** An outcome as of a decision: with the instant at which its measure ends. */
export const verdictOf = ({ colour, measure, days, since }: Outcome, facts: Facts, at: Date): Verdict => {
  if (days === 0) return { colour, measure, measureUntil: null };
  const from = (since === undefined ? undefined : facts.latest.get(since)) ?? at.getTime();
  return { colour, measure, measureUntil: new Date(Math.max(at.getTime(), from + days * DAY_MS)) };
};

/** The strictest colour, measure and end of at least one verdict, each for itself. */
export const strictest = (first: Verdict, ...rest: readonly Verdict[]): Verdict => {
  const ends = [first, ...rest].flatMap(({ measureUntil }) => (measureUntil ? [measureUntil.getTime()] : []));
  return {
    colour: strictestColour(first.colour, ...rest.map(({ colour }) => colour)),
    measure: strictestMeasure(first.measure, ...rest.map(({ measure }) => measure)),
    measureUntil: ends.length === 0 ? null : new Date(Math.max(...ends)),
  };
};

/** A rule's result. Relief that nobody looked into is no relief: a rule that holds without it holds. */
const settle = (compiled: CompiledRule, { document, unknown }: Facts): RuleResult => {
  const result = compiled.evaluate(document, unknown);
  if (!('unknown' in result)) return result;
  const withoutRelief = compiled.evaluate(
    document,
    unknown.filter((path) => !isReliefPath(path)),
  );
  return 'value' in withoutRelief && withoutRelief.value ? withoutRelief : result;
};

/**
 * Evaluates every rule in date and takes the strictest of what fires. A rule that cannot be settled
 * brings in the rule set's course for the unknown; `otherwise` holds when no rule fires.
 */
export const colour = ({ ruleSet, rules }: CompiledRuleSet, facts: Facts, at: Date): Coloured => {
  const fired: Rule[] = [];
  const undetermined: Undetermined[] = [];
  for (const { rule, compiled } of rules) {
    if (!isInDate(rule, at)) continue;
    const result = settle(compiled, facts);
    if ('unknown' in result)
      undetermined.push({ rule: rule.id, missing: [...result.missing, ...result.faults] });
    else if (result.value) fired.push(rule);
  }
  const outcomes = [
    ...(fired.length > 0 ? fired.map(({ then }) => then) : [ruleSet.otherwise]),
    ...(undetermined.length > 0 ? [ruleSet.whenUnknown] : []),
  ];
  const [first, ...rest] = outcomes.map((outcome) => verdictOf(outcome, facts, at)) as [
    Verdict,
    ...Verdict[],
  ];
  return { ...strictest(first, ...rest), fired, undetermined };
};
