import { DAY_MS, HOUR_MS } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Thresholds } from './ages.ts';
import { ageClass } from './boundaries.ts';
import { factsOf } from './facts.ts';
import { foundingRuleSets } from './founding.ts';
import type { RuleSet } from './model/rule-set.ts';
import { compileRuleSet } from './rule-set-admission.ts';
import type { CompiledRuleSet } from './rule-set-admission.ts';
import { riskLevels } from './risk-levels.ts';
import { settledIn } from './settling.ts';
import type { Settled } from './settling.ts';
import { PURPOSES } from './model/agreement.ts';
import * as given from './testing/generators.ts';
import { once } from './testing/once.ts';
import { admissible } from './testing/rule-sets.ts';

const compiled = (ruleSet: RuleSet): CompiledRuleSet => {
  const admission = compileRuleSet(ruleSet);
  if (!admission.ok) throw new Error(JSON.stringify(admission.errors));
  return admission.compiled;
};

/** Every other rule begins and ends while people are asked about. */
const dated = (ruleSet: RuleSet): RuleSet => ({
  ...ruleSet,
  rules: ruleSet.rules.map((rule, at) =>
    at % 2 === 0
      ? rule
      : { ...rule, validFrom: '2020-03-26T00:00:00+08:00', validTo: '2020-04-05T09:00:00+08:00' },
  ),
});

/** Rules that read of a person what is no fact, of the code and of where and why it is shown, and ages up to a bound. */
const other: RuleSet = {
  ...(foundingRuleSets[0] as RuleSet),
  rules: [
    ['source.issuer', '410000'],
    ['source.province', '330000'],
    ['source.colour', 'red'],
    ['source.bareColour', true],
    ['destination.division', '440111'],
    ['purpose', 'work'],
    ['facts.contact.close.days', 5],
    ['facts.symptom.any.days', 9],
  ].map(([path, value]) => ({
    id: `${path}`,
    when: { [`${path}`.endsWith('.days') ? '<=' : '===']: [{ var: path }, value] },
    then: { colour: 'red', measure: 'central_isolation', days: 14 },
    text: { 'zh-CN': '一条规则', en: 'a rule' },
    basis: 'a test',
    validFrom: '2020-01-01T00:00:00+08:00',
    validTo: null,
  })) as RuleSet['rules'],
};

const ruleSets = once(() => {
  const generated = fc.sample(admissible, { numRuns: 6, seed: 1 });
  const some = foundingRuleSets.filter((_, at) => at % 8 === 0);
  return [...some, other, ...generated, ...generated.map(dated)].map(compiled);
});

const RUNS = 4000;

describe('what rules come to', () => {
  it('is told apart below a number with which they compare an age, at it and above, or by every age', () => {
    const classes = (thresholds: Thresholds, unit = DAY_MS): string[] =>
      [-0.5, 0, 2.9, 3, 3.9, 4, 6, 7, 8].map((age) =>
        ageClass([{ unit, thresholds }], age * unit).slice(0, -1),
      );
    expect(classes(new Set([3]))).toEqual(['0', '0', '0', '1', '1', '2', '2', '2', '2']);
    expect(classes(new Set([3, 6]), HOUR_MS)).toEqual(['0', '0', '0', '1', '1', '2', '3', '4', '4']);
    const both = [DAY_MS, HOUR_MS].map((unit) => ({ unit, thresholds: new Set([1, 30]) }));
    expect(ageClass(both, 30 * HOUR_MS)).toBe('1,3,');
    expect(classes('any')).toEqual(['0', '0', '2', '3', '3', '4', '6', '7', '8']);
  });

  it('is, for people who are alike to them, what it is for each alone', () => {
    const seen = new Set<readonly Settled[]>();
    const counts = { alike: 0, held: 0, open: 0 };
    fc.assert(
      fc.property(
        fc.oneof(given.record, given.bareRecord),
        fc.nat(),
        given.destination,
        fc.constantFrom(...PURPOSES),
        given.levelEntries,
        fc.integer({ min: 0, max: 15 * 24 }),
        (record, which, destination, purpose, levels, hours) => {
          const ruleSet = ruleSets()[which % ruleSets().length] as CompiledRuleSet;
          const at = new Date(given.AT.getTime() + hours * HOUR_MS);
          const facts = factsOf(record, { destination, purpose, levels: riskLevels(levels, null), at });
          const settled = settledIn(ruleSet, facts, at);
          // A set of its own remembers nobody.
          expect(settled).toEqual(settledIn({ ...ruleSet }, facts, at));
          counts.alike += Number(seen.has(settled));
          counts.held += Number(settled.includes(true));
          counts.open += Number(settled.some((one) => Array.isArray(one)));
          seen.add(settled);
        },
      ),
      { numRuns: RUNS },
    );
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(RUNS / 20);
  });
});
