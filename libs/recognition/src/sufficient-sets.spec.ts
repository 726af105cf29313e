import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { colour } from './colouring.ts';
import { factsOf } from './facts.ts';
import type { FactContext } from './facts.ts';
import { foundingRuleSets } from './founding.ts';
import type { PresentedRecord } from './question.ts';
import { riskLevels } from './risk-levels.ts';
import { ruleSetIndex } from './rule-set-index.ts';
import type { CompiledRuleSet } from './rule-set-admission.ts';
import { sufficientSets } from './sufficient-sets.ts';
import { contactOn, green, rule, rulesOf, stayOn } from './testing/examples.ts';
import { AT, destination, record } from './testing/generators.ts';

const index = ruleSetIndex(foundingRuleSets);

const contextOf = (to: FactContext['destination']): FactContext => ({
  destination: to,
  purpose: 'entry',
  levels: riskLevels([], '1'),
  at: AT,
});

const resultOf = (shown: PresentedRecord, ruleSet: CompiledRuleSet, context: FactContext): string => {
  const found = colour(ruleSet, factsOf(shown, context), context.at);
  return [found.colour, found.measure, found.measureUntil?.toISOString(), found.undetermined.length].join();
};

const asked = fc
  .tuple(record, destination)
  .map(([shown, to]) => ({ shown, to, ruleSet: index.find(to, 'domestic', AT) as CompiledRuleSet }));

describe('the minimal sufficient sets of reasons', () => {
  it('name every fact that matters: deleting one that none names changes nothing of the result', () => {
    fc.assert(
      fc.property(asked, ({ shown, to, ruleSet }) => {
        const context = contextOf(to);
        const named = sufficientSets(shown, ruleSet, context).sets.flat();
        for (const reason of shown.reasons ?? []) {
          if (named.includes(reason)) continue;
          const reasons = (shown.reasons ?? []).filter((other) => other !== reason);
          const [before] = resultOf(shown, ruleSet, context).split(/,\d+$/);
          const [after] = resultOf({ ...shown, reasons }, ruleSet, context).split(/,\d+$/);
          expect(after).toBe(before);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('are all needed: deleting one fact from every set changes or unsettles the result', () => {
    let deleted = 0;
    fc.assert(
      fc.property(asked, fc.infiniteStream(fc.nat()), ({ shown, to, ruleSet }, choices) => {
        const context = contextOf(to);
        const { sets } = sufficientSets(shown, ruleSet, context);
        if (sets.some((set) => set.length === 0)) return;
        const gone = new Set(sets.map((set) => set[(choices.next().value ?? 0) % set.length]));
        const reasons = (shown.reasons ?? []).filter((reason) => !gone.has(reason));
        expect(resultOf({ ...shown, reasons }, ruleSet, context)).not.toBe(resultOf(shown, ruleSet, context));
        deleted += 1;
      }),
      { numRuns: 2000 },
    );
    expect(deleted).toBeGreaterThan(200);
  });

  it('are two where either of two facts is enough, and none need be there for a plain green', () => {
    const [contact, stay] = [contactOn('2020-03-20'), stayOn('2020-03-20', '420102', 'high')];
    const either = {
      if: [{ var: 'facts.contact.close.present' }, true, { var: 'facts.exposure.area.high.present' }],
    };
    const ruleSet = ruleSetIndex([rulesOf([rule(either)])]).find('440000', 'domestic', AT) as CompiledRuleSet;
    const found = sufficientSets({ ...green, reasons: [contact, stay] }, ruleSet, contextOf('440000'));
    expect(found).toEqual({ sets: [[contact], [stay]], complete: true });
    expect(sufficientSets(green, ruleSet, contextOf('440000'))).toEqual({ sets: [[]], complete: true });
  });

  it('are one for all where there are too many reasons to go through', () => {
    const contacts = Array.from({ length: 12 }, (_, day) => contactOn(`2020-03-${day + 10}`));
    const present = rule({ var: 'facts.contact.close.present' });
    const ruleSet = ruleSetIndex([rulesOf([present])]).find('440000', 'domestic', AT) as CompiledRuleSet;
    const { sets, complete } = sufficientSets({ ...green, reasons: contacts }, ruleSet, contextOf('440000'));
    expect([sets.length, sets[0]?.length, complete]).toEqual([1, 1, false]);
  });
});
