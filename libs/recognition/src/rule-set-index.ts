import { ancestry } from '@huren/standard';
import type { DivisionCode, Scheme } from '@huren/standard';
import { isInForce } from './in-force.ts';
import type { RuleSet } from './model/rule-set.ts';
import { compileRuleSet } from './rule-set-admission.ts';
import type { CompiledRuleSet } from './rule-set-admission.ts';
import { ALWAYS, changeAfter, datesOf, remembering, timelineOf, valueAt } from './timeline.ts';
import type { Timeline } from './timeline.ts';

/** The rule sets known, compiled. */
export type RuleSetIndex = {
  /** The newest version in force for a destination: its own, else its city's, else its province's. */
  find(destination: DivisionCode, scheme: Scheme, at: Date): CompiledRuleSet | undefined;
  /** The first whole second after an instant, in ms, at which `find` gives another rule set, or none any more. */
  nextFound(destination: DivisionCode, scheme: Scheme, at: Date): number | undefined;
  /** The newest version in force of the rule set of an id. */
  named(id: string, at: Date): CompiledRuleSet | undefined;
  /** The first whole second after an instant, in ms, at which `named` gives another version, or none any more. */
  nextNamed(id: string, at: Date): number | undefined;
};

const compiled = (ruleSet: RuleSet): CompiledRuleSet => {
  const admission = compileRuleSet(ruleSet);
  if (admission.ok) return admission.compiled;
  const told = admission.errors.map(({ rule, path, message }) => `${rule}: ${path}: ${message}`).join('; ');
  throw new Error(`rule set ${ruleSet.id}@${ruleSet.version}: ${told}`);
};

const newestFirst = (a: CompiledRuleSet, b: CompiledRuleSet): number =>
  b.ruleSet.version - a.ruleSet.version || (a.ruleSet.id < b.ruleSet.id ? -1 : 1);

const untouched = (ruleSet: RuleSet): CompiledRuleSet => ({ ruleSet, rules: [], altered: true });

const firstInForce = (known: readonly CompiledRuleSet[]): Timeline<CompiledRuleSet | undefined> =>
  timelineOf(
    known.flatMap(({ ruleSet, altered }) => (altered ? [ALWAYS] : datesOf(ruleSet))),
    (when) => known.find(({ ruleSet, altered }) => altered || isInForce(ruleSet, when)),
    Object.is,
  );

/**
 * Index over admitted rule sets; one that is altered is found under the name by which it came, at every time, for its
 * dates may be what was altered. @throws Error for another that would not be admitted
 */
export const ruleSetIndex = (
  ruleSets: Iterable<RuleSet>,
  isAltered: (ruleSet: RuleSet) => boolean = () => false,
): RuleSetIndex => {
  const all = [...ruleSets].map((one) => (isAltered(one) ? untouched(one) : compiled(one)));
  all.sort(newestFirst);
  const byId = Map.groupBy(all, ({ ruleSet }) => ruleSet.id);
  const byDestination = Map.groupBy(all, ({ ruleSet, altered }) =>
    altered ? ruleSet.id : `${ruleSet.destination}.${ruleSet.scheme}`,
  );
  const nearestFirst = (destination: DivisionCode, scheme: Scheme): readonly CompiledRuleSet[] =>
    ancestry(destination).flatMap((division) => byDestination.get(`${division}.${scheme}`) ?? []);
  const remembered = remembering<Timeline<CompiledRuleSet | undefined>>();
  /** Of the nearest division that has one in force the newest. */
  const found = (destination: DivisionCode, scheme: Scheme): Timeline<CompiledRuleSet | undefined> =>
    remembered(`${destination} ${scheme}`, () => firstInForce(nearestFirst(destination, scheme)));
  const named = (id: string): Timeline<CompiledRuleSet | undefined> =>
    remembered(id, () => firstInForce(byId.get(id) ?? []));
  return {
    find: (destination, scheme, when) => valueAt(found(destination, scheme), when),
    nextFound: (destination, scheme, when) => changeAfter(found(destination, scheme), when, Object.is),
    named: (id, when) => valueAt(named(id), when),
    nextNamed: (id, when) => changeAfter(named(id), when, Object.is),
  };
};
