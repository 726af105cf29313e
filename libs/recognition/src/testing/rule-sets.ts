import { MEASURES, PALETTES } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import fc from 'fast-check';
import type { Outcome, Rule, RuleSet } from '../model/rule-set.ts';
import { ADVERSE_NAMES, monotone, needing, wild } from './conditions.ts';
import type { Expression } from './conditions.ts';

const outcome: fc.Arbitrary<Outcome> = fc.record({
  colour: fc.constantFrom(...PALETTES.domestic),
  measure: fc.constantFrom(...MEASURES),
  days: fc.integer({ min: 0, max: 20 }),
});

const ruleOf = (when: Expression, then: Outcome): Omit<Rule, 'id'> => ({
  when,
  then,
  text: { 'zh-CN': '一条规则', en: 'a rule' },
  basis: 'a test',
  validFrom: '2020-01-01T00:00:00+08:00',
  validTo: null,
});

const undatedRule = (conditions: fc.Arbitrary<Expression>) =>
  fc.tuple(conditions, outcome).map(([when, then]) => ruleOf(when, then));

const datedRule = fc
  .constantFrom(...ADVERSE_NAMES)
  .chain((since) =>
    fc.tuple(needing(since), outcome).map(([when, then]) => ruleOf(when, { ...then, since })),
  );

const ruleSetOf = (rules: fc.Arbitrary<Omit<Rule, 'id'>>): fc.Arbitrary<RuleSet> =>
  fc.tuple(fc.array(rules, { minLength: 1, maxLength: 5 }), outcome).map(([given, whenUnknown]) => ({
    id: '420000.domestic',
    version: 1,
    destination: '420000' as DivisionCode,
    scheme: 'domestic' as const,
    validFrom: '2020-01-01T00:00:00+08:00',
    validTo: null,
    rules: given.map((rule, at) => ({ ...rule, id: `r${at}` })),
    otherwise: { colour: 'green', measure: 'pass', days: 0 },
    whenUnknown,
    unrecognised: { measure: 'central_isolation', days: 14 },
    basis: 'a test',
    status: 'modelled',
  }));

/** Rule sets that are admitted and whose relief only relieves. */
export const admissible: fc.Arbitrary<RuleSet> = ruleSetOf(fc.oneof(undatedRule(monotone), datedRule));

const anySince = fc.option(fc.constantFrom(...ADVERSE_NAMES), { nil: undefined, freq: 2 });

const wildRule = fc
  .tuple(fc.oneof(wild, monotone), outcome, anySince)
  .map(([when, then, since]) => ruleOf(when, { ...then, ...(since ? { since } : {}) }));

/** Rule sets of one rule, many of which are refused: for the rule, its days or what holds otherwise. */
export const arbitraryRuleSet: fc.Arbitrary<RuleSet> = fc
  .tuple(ruleSetOf(wildRule), fc.option(outcome, { freq: 2 }))
  .map(([ruleSet, otherwise]) => ({
    ...ruleSet,
    rules: ruleSet.rules.slice(0, 1),
    otherwise: otherwise ?? ruleSet.otherwise,
  }));
