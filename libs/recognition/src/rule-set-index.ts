import { ancestry } from '@huren/standard';
import type { DivisionCode, Scheme } from '@huren/standard';
import { isInForce } from './in-force.ts';
import type { RuleSet } from './model/rule-set.ts';
import { compileRuleSet } from './rule-set-admission.ts';
import type { CompiledRuleSet } from './rule-set-admission.ts';

/** The rule sets known, compiled. */
export type RuleSetIndex = {
  /** The newest version in force for a destination: its own, else its city's, else its province's. */
  find(destination: DivisionCode, scheme: Scheme, at: Date): CompiledRuleSet | undefined;
};

const compiled = (ruleSet: RuleSet): CompiledRuleSet => {
  const admission = compileRuleSet(ruleSet);
  if (admission.ok) return admission.compiled;
  const told = admission.errors.map(({ rule, path, message }) => `${rule}: ${path}: ${message}`).join('; ');
  throw new Error(`rule set ${ruleSet.id}@${ruleSet.version}: ${told}`);
};

const newestFirst = (a: CompiledRuleSet, b: CompiledRuleSet): number =>
  b.ruleSet.version - a.ruleSet.version || (a.ruleSet.id < b.ruleSet.id ? -1 : 1);

/** Index over admitted rule sets. @throws Error for one that would not be admitted */
export const ruleSetIndex = (ruleSets: Iterable<RuleSet>): RuleSetIndex => {
  const byDestination = Map.groupBy(
    [...ruleSets].map(compiled).sort(newestFirst),
    ({ ruleSet }) => `${ruleSet.destination}.${ruleSet.scheme}`,
  );
  const newest = (destination: DivisionCode, scheme: Scheme, at: Date): CompiledRuleSet | undefined =>
    byDestination.get(`${destination}.${scheme}`)?.find(({ ruleSet }) => isInForce(ruleSet, at));
  return {
    find: (destination, scheme, at) => {
      for (const division of ancestry(destination)) {
        const found = newest(division, scheme, at);
        if (found) return found;
      }
      return undefined;
    },
  };
};
