import { describe, expect, it } from '@jest/globals';
import { decide, decideWithTrace } from './decide.ts';
import type { Agreement } from './model/agreement.ts';
import type { RuleSet } from './model/rule-set.ts';
import { ruleSetIndex } from './rule-set-index.ts';
import { agreementIndex } from './select-clause.ts';
import { asked, rules } from './testing/asked.ts';
import { agreementOf, clauseOf, knowing } from './testing/examples.ts';
import { knowledgeOf } from './used.ts';

const sound = agreementOf([clauseOf()], { version: 2 });
const other = agreementOf([clauseOf({ destination: '440111' })], { id: 'other' });

type Altered = { readonly agreements?: readonly Agreement[]; readonly ruleSets?: readonly RuleSet[] };

const knowledge = (agreements: readonly Agreement[], ruleSets: readonly RuleSet[], altered: Altered) =>
  knowing([], [], {
    agreements: agreementIndex(agreements, (one) => altered.agreements?.includes(one) ?? false),
    ruleSets: ruleSetIndex(ruleSets, (one) => altered.ruleSets?.includes(one) ?? false),
  });

/** What is decided where something is altered, twice: by all knowledge, and again by what was used of it. */
const decided = (agreements: readonly Agreement[], ruleSets: readonly RuleSet[], altered: Altered) => {
  const { decision, used } = decideWithTrace(asked(), knowledge(agreements, ruleSets, altered));
  expect(decide(asked(), knowledgeOf(JSON.parse(JSON.stringify(used)) as typeof used))).toEqual(decision);
  const { result, fault, measure, basis } = decision;
  return [result, fault, measure, basis.agreement?.id, basis.ruleSet?.version];
};

describe('an agreement that is not as it was signed', () => {
  it('refuses every decision that depends on it, and says so', () => {
    expect(decided([sound], [rules], {})[0]).toBe('recognised');
    const refused = ['not_recognised', 'agreement_altered', 'central_isolation', 'example', 4];
    expect(decided([sound], [rules], { agreements: [sound] })).toEqual(refused);
    const { explanation } = decide(asked(), knowledge([sound], [rules], { agreements: [sound] }));
    expect(explanation.en).toContain('the agreement is not as its parties signed it');
    expect(explanation['zh-CN']).toContain('互认协议内容与各方签名不符');
  });

  it('does so whatever was altered: its dates, its state, or for where its clauses are', () => {
    for (const more of [
      { validFrom: '2021-01-01T00:00:00+08:00' },
      { validTo: '2020-01-02T00:00:00+08:00' },
      { state: 'ended' },
      { state: 'suspended' },
      { clauses: [clauseOf({ destination: '510000' })] },
    ] as const) {
      const altered = { ...sound, ...more, clauses: [...(more.clauses ?? sound.clauses)] };
      expect(decided([altered], [rules], { agreements: [altered] })[1]).toBe('agreement_altered');
    }
  });

  it('leaves decisions alone that rest on another agreement, or another version', () => {
    expect(decided([sound, other], [rules], { agreements: [sound] })).toEqual([
      'recognised',
      undefined,
      'pass',
      'other',
      4,
    ]);
    const before = { ...sound, version: 1 };
    expect(decided([before, sound], [rules], { agreements: [before] })[0]).toBe('recognised');
    const elsewhere = {
      ...sound,
      parties: ['510000'],
      clauses: [clauseOf({ destination: '510000' })],
    } as Agreement;
    expect(decided([elsewhere], [rules], { agreements: [elsewhere] })[1]).toBe('no_agreement');
  });
});

describe('a rule set that is not as it was signed', () => {
  it('refuses every decision that depends on it, and nothing in it is read, not even what it says of the refused', () => {
    const mild: RuleSet = { ...rules, unrecognised: { measure: 'pass', days: 0 } };
    const refused = ['not_recognised', 'rule_set_altered', 'central_isolation', 'example', 4];
    expect(decided([sound], [mild], { ruleSets: [mild] })).toEqual(refused);
    expect(decided([], [mild], { ruleSets: [mild] }).slice(1, 3)).toEqual([
      'no_agreement',
      'central_isolation',
    ]);
  });

  it('does so whatever was altered: its dates, its destination, or a rule that could not be admitted', () => {
    for (const more of [
      { validTo: '2020-01-02T00:00:00+08:00' },
      { destination: '510000' },
      { rules: [{ ...rules.rules[0]!, when: { var: 'nothing.there' } }] },
    ] as const) {
      const altered = { ...rules, ...more } as RuleSet;
      expect(decided([sound], [altered], { ruleSets: [altered] })[1]).toBe('rule_set_altered');
    }
  });
});
