import { foundingAgreements, foundingRuleSets } from '@huren/recognition';
import type { RuleSet } from '@huren/recognition';
import { describe, expect, it } from '@jest/globals';
import { checkAgreement } from './check-agreement.ts';
import { checkRuleSet } from './check-rule-set.ts';
import type { Finding } from './finding.ts';

/** What would refuse a draft. */
const errorsIn = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity === 'error');

const seen = new Set<string>();

/** Many provinces share the rules that are modelled for them: what the same rules come to is gone through once. */
const withoutSeen = (ruleSet: RuleSet): RuleSet => {
  const { scheme, otherwise, whenUnknown, rules } = ruleSet;
  const key = JSON.stringify([scheme, otherwise, whenUnknown, rules]);
  if (seen.has(key)) return { ...ruleSet, rules: [] };
  seen.add(key);
  return ruleSet;
};

describe('what was founded in March 2020, as every other draft,', () => {
  it.each(foundingRuleSets)('is checked without an error: rule set $id@$version', (ruleSet) => {
    expect(errorsIn(checkRuleSet(withoutSeen(ruleSet), ruleSet.destination).findings)).toEqual([]);
  });

  it.each(foundingAgreements)('is checked without an error: agreement $id@$version', (agreement) => {
    const agreements = foundingAgreements.filter(({ id }) => id !== agreement.id);
    expect(errorsIn(checkAgreement(agreement, { agreements, ruleSets: foundingRuleSets }))).toEqual([]);
  });
});
