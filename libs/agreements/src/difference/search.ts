import { canonicalJson } from '@huren/crypto';
import { remembering } from '@huren/recognition';
import type { CompiledRuleSet } from '@huren/recognition';
import { situationOf } from './assignment.ts';
import type { Assignment } from './assignment.ts';
import type { Domain, Variable } from './domain.ts';
import { isSame, lookAt, mayHold, openOf, sideOf, verdictOf, watch } from './partial.ts';
import type { Look, Side, Verdict, Watched } from './partial.ts';
import type { Situation } from './situation.ts';

/** Two rule sets that disagree in a situation; `said`: how much of it is out of the ordinary. */
export type Disagreement = {
  readonly before: Verdict;
  readonly after: Verdict;
  readonly situation: Situation;
  readonly said: number;
};

export type Search = { readonly exhaustive: boolean; readonly examined: number };

type Sets = readonly [before: CompiledRuleSet, after: CompiledRuleSet];
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

/** How far a situation is from the plainest. */
const saidIn = ({ hours, tenths, uncovered, bareColour }: Situation): number =>
  hours.size + uncovered.size + Number(tenths > 0) + Number(bareColour);

const firstOpen = (rules: readonly Watched[], look: Look): Variable | undefined => {
  for (const rule of rules) {
    const [open] = openOf(rule, look);
    if (open) return open;
  }
  return undefined;
};

/** Something that a rule reads and that was not said, of rules that may ask for something as it stands. */
const firstLiftable = (shared: readonly Watched[], look: Look): Variable | undefined =>
  firstOpen(
    shared.filter((rule) => mayHold(rule, look)),
    look,
  );

/**
 * Goes through everything that the rules of two rule sets can tell apart at an instant, and reports where they disagree,
 * for as long as `report` answers that it wants to know more.
 * Of what both have, no more is looked at than can hide a disagreement: more facts only make more rules hold, so the
 * plainest situation shows it unless a shared rule holds there already that others would lift.
 */
export const search = (
  sets: Sets,
  domain: Domain,
  at: Date,
  limit: number,
  report: (found: Disagreement) => boolean,
): Search => {
  const sides = sidesOf(sets, domain, at);
  const beside = besideOf(sides, sets);
  const own = beside.flatMap(({ rules }) => rules);
  const shared = sides.flatMap(({ rules }) => rules).filter((rule) => !own.includes(rule));
  let examined = 0;
  let isWanted = true;

  const verdicts = ([before, after]: Sides, look: Look) =>
    [verdictOf(before, look, at), verdictOf(after, look, at)] as const;

  const nextOf = (given: Assignment, situation: Situation): Variable | undefined => {
    const look = lookAt(given, situation, at);
    const open = firstOpen(own, look);
    if (open) return open;
    const apart = verdicts(beside, look);
    if (isSame(...apart)) return undefined;
    const [before, after] = shared.length === 0 ? apart : verdicts(sides, look);
    if (isSame(before, after)) return firstLiftable(shared, look);
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
    return !next || next.values.every((value) => visit(new Map(given).set(next.id, value)));
  };

  const exhaustive = visit(new Map());
  return { exhaustive, examined };
};
