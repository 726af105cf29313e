import type { CompiledRuleSet, Facts, RuleSet } from '@huren/recognition';
import { canonicalJson } from '@huren/crypto';
import { situationOf } from './assignment.ts';
import type { Assignment } from './assignment.ts';
import type { Domain, Variable } from './domain.ts';
import { isSame, mayHold, openOf, verdictOf, watch } from './partial.ts';
import type { Verdict, Watched } from './partial.ts';
import { factsOfSituation } from './situation.ts';
import type { Situation } from './situation.ts';

/** Two rule sets that disagree in a situation; `said`: how much of it is out of the ordinary. */
export type Disagreement = {
  readonly before: Verdict;
  readonly after: Verdict;
  readonly situation: Situation;
  readonly said: number;
};

export type Search = { readonly exhaustive: boolean; readonly examined: number };

const essence = ({ when, then }: RuleSet['rules'][number]): string => canonicalJson([when, then]);

const rulesBeside = (set: CompiledRuleSet, other: CompiledRuleSet): CompiledRuleSet => {
  const common = new Set(other.rules.map(({ rule }) => essence(rule)));
  return { ...set, rules: set.rules.filter(({ rule }) => !common.has(essence(rule))) };
};

const courses = ({ ruleSet: { otherwise, whenUnknown } }: CompiledRuleSet): string =>
  canonicalJson([otherwise, whenUnknown]);

type Sides = readonly [before: CompiledRuleSet, after: CompiledRuleSet];

/** The rules that only one side has; all of them where what holds without a rule differs. */
const besideOf = (sides: Sides): Sides => {
  const [before, after] = sides;
  return courses(before) === courses(after)
    ? [rulesBeside(before, after), rulesBeside(after, before)]
    : sides;
};

/** How far a situation is from the plainest. */
const saidIn = ({ hours, tenths, uncovered, bareColour }: Situation): number =>
  hours.size + uncovered.size + Number(tenths > 0) + Number(bareColour);

/** Everything that a rule reads and that was not said, of rules that may ask for something as it stands. */
const liftable = (shared: readonly Watched[], given: Assignment, facts: Facts): readonly Variable[] =>
  shared.filter(({ rule }) => mayHold(rule, facts)).flatMap((each) => openOf(each, given, facts));

/**
 * Goes through everything that the rules of two rule sets can tell apart at an instant, and reports where they disagree,
 * for as long as `report` answers that it wants to know more.
 * Of what both have, no more is looked at than can hide a disagreement: more facts only make more rules hold, so the
 * plainest situation shows it unless a shared rule holds there already that others would lift.
 */
export const search = (
  sides: Sides,
  domain: Domain,
  at: Date,
  limit: number,
  report: (found: Disagreement) => boolean,
): Search => {
  const beside = besideOf(sides);
  const watched = (sets: Sides): Watched[] =>
    sets.flatMap(({ rules }) => rules.map((rule) => watch(rule, domain)));
  const own = watched(beside);
  const shared = watched(sides).filter(({ rule }) => !own.some((each) => each.rule === rule));
  let examined = 0;
  let isWanted = true;

  const nextOf = (given: Assignment, situation: Situation): Variable | undefined => {
    const facts = factsOfSituation(situation, at);
    const [open] = own.flatMap((each) => openOf(each, given, facts));
    if (open) return open;
    const verdicts = (sets: Sides) => sets.map((set) => verdictOf(set, facts, at)) as [Verdict, Verdict];
    const apart = verdicts(beside);
    if (isSame(...apart)) return undefined;
    const [before, after] = shared.length === 0 ? apart : verdicts(sides);
    if (isSame(before, after)) return liftable(shared, given, facts)[0];
    isWanted = report({ before, after, situation, said: saidIn(situation) });
    return undefined;
  };

  const visit = (given: Assignment): boolean => {
    const situation = situationOf(domain.variables, given);
    if (!situation) return true;
    examined += 1;
    if (examined > limit) return false;
    const next = nextOf(given, situation);
    if (!isWanted) return false;
    return !next || next.values.every((value) => visit(new Map([...given, [next.id, value]])));
  };

  const exhaustive = visit(new Map());
  return { exhaustive, examined };
};
