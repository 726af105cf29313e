import { REASON_KINDS, RISK_LEVELS, compareColours, compareMeasures } from '@huren/standard';
import type { Reason } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assess } from './assess.ts';
import { colour } from './colouring.ts';
import type { Coloured } from './colouring.ts';
import { factsOf } from './facts.ts';
import { foundingRuleSets } from './founding.ts';
import type { RuleSet } from './model/rule-set.ts';
import type { PresentedRecord } from './question.ts';
import { riskLevels } from './risk-levels.ts';
import { admitRuleSet, compileRuleSet } from './rule-set-admission.ts';
import type { CompiledRuleSet } from './rule-set-admission.ts';
import * as given from './testing/generators.ts';
import { admissible, arbitraryRuleSet } from './testing/rule-sets.ts';

const RUNS = 400;
const anyRuleSet = fc.oneof(fc.constantFrom(...foundingRuleSets), admissible, admissible);

const known = new WeakMap<RuleSet, CompiledRuleSet>();

const compiled = (ruleSet: RuleSet): CompiledRuleSet => {
  const before = known.get(ruleSet);
  if (before) return before;
  const admission = compileRuleSet(ruleSet);
  if (!admission.ok) throw new Error(JSON.stringify(admission.errors));
  known.set(ruleSet, admission.compiled);
  return admission.compiled;
};

const coloured = (record: PresentedRecord, ruleSet: RuleSet, levels: given.Levels = []): Coloured => {
  const context = { destination: ruleSet.destination, purpose: 'entry' as const, at: given.AT };
  return colour(
    compiled(ruleSet),
    factsOf(record, { ...context, levels: riskLevels(levels, null) }),
    given.AT,
  );
};

const isMilder = (a: Coloured, b: Coloured): boolean =>
  compareColours(a.colour, b.colour) < 0 ||
  compareMeasures(a.measure, b.measure) < 0 ||
  (a.measureUntil?.getTime() ?? 0) < (b.measureUntil?.getTime() ?? 0);

const plus = (record: PresentedRecord, reason: Reason): PresentedRecord => ({
  ...record,
  reasons: [...(record.reasons ?? []), reason],
});

const law = <T extends [unknown, ...unknown[]]>(property: fc.IPropertyWithHooks<T>): void =>
  fc.assert(property, { numRuns: RUNS });

describe('the laws of colouring, for founding and for generated rule sets', () => {
  it('one more adverse reason is never milder, in colour, measure or end', () => {
    law(
      fc.property(
        given.record,
        given.adverseReason,
        anyRuleSet,
        given.levelEntries,
        (record, reason, rules, levels) => {
          expect(
            isMilder(coloured(plus(record, reason), rules, levels), coloured(record, rules, levels)),
          ).toBe(false);
        },
      ),
    );
  });

  it('nor is it under any rule set that is admitted, however it came about', () => {
    let admitted = 0;
    fc.assert(
      fc.property(given.record, given.adverseReason, arbitraryRuleSet, (record, reason, rules) => {
        if (!admitRuleSet(rules).ok) return;
        admitted += 1;
        expect(isMilder(coloured(plus(record, reason), rules), coloured(record, rules))).toBe(false);
      }),
      { numRuns: 2500 },
    );
    expect(admitted).toBeGreaterThan(250);
  });

  it('a higher risk level is never milder, and there and back gives the first answer again', () => {
    law(
      fc.property(given.record, anyRuleSet, given.levelEntries, fc.nat(3), (record, rules, levels, place) => {
        const raised = levels.map((entry, at) =>
          at === place ? { ...entry, level: RISK_LEVELS[2] } : entry,
        );
        const before = coloured(record, rules, levels);
        expect(isMilder(coloured(record, rules, raised), before)).toBe(false);
        expect(coloured(record, rules, [...raised, ...levels])).toEqual(before);
      }),
    );
  });

  it('not to have looked into a kind is never milder than to have found nothing', () => {
    law(
      fc.property(given.record, anyRuleSet, fc.constantFrom(...REASON_KINDS), (record, rules, kind) => {
        const looked = { ...record, covers: [...new Set([...record.covers, kind])] };
        const blind = { ...record, covers: record.covers.filter((covered) => covered !== kind) };
        expect(isMilder(coloured(blind, rules), coloured(looked, rules))).toBe(false);
      }),
    );
  });

  it('a negative test or isolation served never makes an outcome stricter', () => {
    law(
      fc.property(given.record, given.reliefReason, anyRuleSet, (record, relief, rules) => {
        expect(isMilder(coloured(record, rules), coloured(plus(record, relief), rules))).toBe(false);
      }),
    );
  });

  it('the order of reasons does not matter', () => {
    law(
      fc.property(given.record, anyRuleSet, (record, rules) => {
        const reversed = { ...record, reasons: [...(record.reasons ?? [])].reverse() };
        expect(coloured(reversed, rules)).toEqual(coloured(record, rules));
      }),
    );
  });

  it('an assessment holds until the change that it names', () => {
    law(
      fc.property(
        given.record,
        anyRuleSet,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (record, rules, part) => {
          const levels = riskLevels([], null);
          const now = assess(record, compiled(rules), levels, given.AT);
          const end = now.nextChangeAt?.getTime() ?? given.AT.getTime() + 60 * 86_400_000;
          const between = new Date(given.AT.getTime() + Math.floor((end - given.AT.getTime()) * part));
          const later = assess(record, compiled(rules), levels, between);
          expect([later.colour, later.measure, later.fired]).toEqual([now.colour, now.measure, now.fired]);
        },
      ),
    );
  });
});
