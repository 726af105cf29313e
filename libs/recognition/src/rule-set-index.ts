import { ancestry } from '@huren/standard';
import type { DivisionCode, Scheme } from '@huren/standard';
import type { RuleSet } from './model/rule-set.ts';
import { compileRuleSet } from './rule-set-admission.ts';
import type { CompiledRuleSet } from './rule-set-admission.ts';

/** The rule sets known, compiled. */
export type RuleSetIndex = {
  /** The newest version in force for a destination: its own, else its city's, else its province's. */
  find(destination: DivisionCode, scheme: Scheme, at: Date): CompiledRuleSet | undefined;
};

const isInForce = ({ validFrom, validTo }: RuleSet, at: Date): boolean =>
  Date.parse(validFrom) <= at.getTime() && !(validTo && Date.parse(validTo) <= at.getTime());

const compiled = (ruleSet: RuleSet): CompiledRuleSet => {
  const admission = compileRuleSet(ruleSet);
  if (admission.ok) return admission.compiled;
  const [error] = admission.errors;
  throw new Error(
    `rule set ${ruleSet.id}@${ruleSet.version}: ${error?.rule}: ${error?.path}: ${error?.message}`,
  );
};

/** Index over admitted rule sets. @throws Error for one that would not be admitted */
export const ruleSetIndex = (ruleSets: Iterable<RuleSet>): RuleSetIndex => {
  const byDestination = new Map<string, CompiledRuleSet[]>();
  for (const ruleSet of ruleSets) {
    const key = `${ruleSet.destination}.${ruleSet.scheme}`;
    const known = byDestination.get(key) ?? [];
    known.push(compiled(ruleSet));
    byDestination.set(
      key,
      known.sort((a, b) => b.ruleSet.version - a.ruleSet.version),
    );
  }
  return {
    find: (destination, scheme, at) =>
      ancestry(destination)
        .map((code) => byDestination.get(`${code}.${scheme}`)?.find(({ ruleSet }) => isInForce(ruleSet, at)))
        .find((found) => found !== undefined),
  };
};
