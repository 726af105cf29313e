import { canonicalJson } from '@huren/crypto';
import { remembering } from '@huren/recognition';
import type { CompiledRuleSet } from '@huren/recognition';
import { moreBy } from './assignment.ts';
import type { Assignment } from './assignment.ts';
import type { Domain, Variable } from './domain.ts';
import { alters, changeIn, kindsFrom, together } from './kinds.ts';
import type { Direction, Pair, Together, Verdict } from './kinds.ts';
import { lookAt, mayHold, openOf, sideOf, verdictOf, watch } from './partial.ts';
import type { Look, Side, Watched } from './partial.ts';
import type { Situation } from './situation.ts';

/** What two rule sets make otherwise of a situation. */
export type Disagreeing = {
  readonly before: Verdict;
  readonly after: Verdict;
  readonly direction: Direction;
  /** Colour and measure before and after, and the direction. */
  readonly kind: string;
};

/** A variable to go on with. */
export type Step = {
  readonly variable: Variable;
  /** How much more is said, at the least, where that shows something else. */
  readonly more: 0 | 1;
  /** Kinds of change that may come of it, where it was seen that there is one; without them all its values count. */
  readonly kinds?: readonly string[];
};

/** What a situation shows, and where to go on from it. */
export type Compared = { readonly change?: Disagreeing; readonly step?: Step | undefined };

export type Sets = readonly [before: CompiledRuleSet, after: CompiledRuleSet];
type Sides = readonly [before: Side, after: Side];

const courses = ({ ruleSet: { otherwise, whenUnknown } }: CompiledRuleSet): string =>
  canonicalJson([otherwise, whenUnknown]);

/** Both rule sets; each rule is watched once, also where both have it and take the same course while it is open. */
const sidesOf = ([before, after]: Sets, domain: Domain, at: Date): Sides => {
  const watchOnce = remembering<Watched>();
  const watched = (set: CompiledRuleSet): Side => {
    const rules = set.rules.map((rule) =>
      watchOnce(canonicalJson([rule.rule.when, rule.rule.then, set.ruleSet.whenUnknown]), () =>
        watch(rule, set, domain, at),
      ),
    );
    return sideOf(set, rules, at);
  };
  return [watched(before), watched(after)];
};

const without = ({ rules, ...side }: Side, other: Side): Side => ({
  ...side,
  rules: rules.filter((rule) => !other.rules.includes(rule)),
});

/** The rules that only one side has; all of them where what holds without a rule differs. */
const besideOf = ([before, after]: Sides, sets: Sets): Sides =>
  courses(sets[0]) === courses(sets[1]) ? [without(before, after), without(after, before)] : [before, after];

const firstOpen = (rules: readonly Watched[], look: Look): Variable | undefined => {
  for (const rule of rules) {
    const [open] = openOf(rule, look);
    if (open) return open;
  }
  return undefined;
};

/** Compares two rule sets at an instant, situation by situation. */
export const comparison = (
  sets: Sets,
  domain: Domain,
  at: Date,
): ((given: Assignment, situation: Situation) => Compared) => {
  const sides = sidesOf(sets, domain, at);
  const beside = besideOf(sides, sets);
  const own = beside.flatMap(({ rules }) => rules);
  const shared = [...new Set(sides.flatMap(({ rules }) => rules))].filter((rule) => !own.includes(rule));

  const joined = remembering<readonly Together[]>();

  const verdicts = ([before, after]: Sides, look: Look): Pair => [
    verdictOf(before, look, at),
    verdictOf(after, look, at),
  ];

  /** What rules that both have can still make of a disagreement, or of one that they hide. */
  const stepBeyond = (look: Look, isHidden: boolean): Step | undefined => {
    const looked = shared.map((rule) => ({ rule, open: openOf(rule, look) }));
    const settled = looked.flatMap(({ rule, open }) => (open.length === 0 ? [rule] : []));
    const among = (side: Side): Side => ({ ...side, rules: [...side.rules, ...settled] });
    const pair = verdicts([among(beside[0]), among(beside[1])], look);
    const altering = looked.filter(
      ({ rule, open }) => open.length > 0 && rule.outcomes.some((outcome) => alters(pair, outcome)),
    );
    const variable = altering.find(({ rule }) => !isHidden || mayHold(rule, look))?.open[0];
    if (!variable) return undefined;
    const further = joined(altering.map(({ rule }) => shared.indexOf(rule)).join(), () =>
      together(altering.flatMap(({ rule }) => rule.outcomes)),
    );
    const isFree = altering.some(({ open }) => open.some(({ id }) => moreBy(id, look.situation) === 0));
    return { variable, more: isFree ? 0 : 1, kinds: kindsFrom(pair, further, at) };
  };

  return (given, situation) => {
    const look = lookAt(given, situation, at);
    const variable = firstOpen(own, look);
    if (variable) return { step: { variable, more: moreBy(variable.id, situation) } };
    const apart = verdicts(beside, look);
    if (!changeIn(apart)) return {};
    const pair = shared.length === 0 ? apart : verdicts(sides, look);
    const change = changeIn(pair);
    const step = shared.length === 0 ? undefined : stepBeyond(look, !change);
    return change ? { change: { before: pair[0], after: pair[1], ...change }, step } : { step };
  };
};
