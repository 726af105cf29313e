import { describe, expect, it } from '@jest/globals';
import type { Agreement, RuleSet } from '@huren/recognition';
import { beginningOf, openedAgreement, openedRuleSet } from './draft.ts';

const [march, april] = ['2020-03-16T00:00:00+08:00', '2020-04-01T00:00:00+08:00'];
const dated = (id: string, validFrom: string, validTo: string | null = null) => ({ id, validFrom, validTo });

const agreement = {
  ...dated('an agreement', march),
  clauses: [dated('now', march), dated('later', april), dated('over', march, april)],
} as unknown as Agreement;
const ruleSet = { ...dated('rules', april), rules: [dated('rule', april)] } as unknown as RuleSet;

describe('a draft', () => {
  it('begins when the later one of its documents does, and levels alone never', () => {
    expect(beginningOf({ agreement })).toEqual(new Date(march));
    expect(beginningOf({ agreement, ruleSet })).toEqual(new Date(april));
    expect(beginningOf({ levels: [] })).toBeUndefined();
  });

  it('is opened with what is in force at an instant, as if that had held always', () => {
    const open = openedAgreement(agreement, new Date(march));
    expect(open.clauses.map(({ id, validTo }) => [id, validTo])).toEqual([
      ['now', null],
      ['over', null],
    ]);
    expect(open.validFrom < '0002').toBe(true);
    expect(openedRuleSet(ruleSet, new Date(march)).rules).toEqual([]);
    expect(openedRuleSet(ruleSet, new Date(april)).rules).toHaveLength(1);
  });
});
