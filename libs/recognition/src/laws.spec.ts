import { REASON_KINDS, RISK_LEVELS, compareColours, compareMeasures } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assess } from './assess.ts';
import { decide, decideWithTrace } from './decide.ts';
import type { Decision } from './model/decision.ts';
import { decision as decisionSchema } from './model/decision.ts';
import { factDocument } from './fact-document.ts';
import { factsOf } from './facts.ts';
import { foundingRuleSets } from './founding.ts';
import { knowledgeOf } from './used.ts';
import { riskLevels } from './risk-levels.ts';
import { ruleSetIndex } from './rule-set-index.ts';
import * as given from './testing/generators.ts';

const allKinds = [...REASON_KINDS];

const isMilder = (a: Decision, b: Decision): boolean =>
  compareColours(a.colour ?? 'green', b.colour ?? 'green') < 0 ||
  compareMeasures(a.measure ?? 'pass', b.measure ?? 'pass') < 0 ||
  Date.parse(a.measureUntil ?? '1970-01-01T00:00:00Z') < Date.parse(b.measureUntil ?? '1970-01-01T00:00:00Z');

const assertLaw = <T>(property: fc.IProperty<T>): void => fc.assert(property, { numRuns: 500 });

describe('the laws of recognition', () => {
  it('one more adverse reason is never milder, in colour, measure or end', () => {
    assertLaw(
      fc.property(
        given.record,
        given.adverseReason,
        given.destination,
        given.levelEntries,
        (record, reason, to, levels) => {
          const knowledge = given.knowledge(levels);
          const before = decide(given.questionOf(record, to), knowledge);
          const covers = [...new Set([...record.covers, reason.kind])];
          // What was not looked into and is now found was unknown before: compared over the same covers.
          const asked = decide(given.questionOf({ ...record, covers }, to), knowledge);
          const after = decide(
            given.questionOf({ ...record, covers, reasons: [...(record.reasons ?? []), reason] }, to),
            knowledge,
          );
          expect(before.result).toBe('recognised');
          expect(isMilder(after, asked)).toBe(false);
        },
      ),
    );
  });

  it('a county that goes to a higher level makes nothing milder, and back gives the first answer again', () => {
    assertLaw(
      fc.property(
        given.record,
        given.destination,
        given.levelEntries,
        fc.nat(3),
        (record, to, levels, at) => {
          const question = given.questionOf(record, to);
          const raised = levels.map((entry, place) =>
            place === at
              ? { ...entry, level: RISK_LEVELS[Math.min(2, RISK_LEVELS.indexOf(entry.level) + 1)] ?? 'high' }
              : entry,
          );
          const before = decide(question, given.knowledge(levels));
          expect(isMilder(decide(question, given.knowledge(raised)), before)).toBe(false);
          expect(decide(question, given.knowledge([...levels]))).toEqual(before);
        },
      ),
    );
  });

  it('without a clause in force nothing is recognised', () => {
    assertLaw(
      fc.property(given.record, given.destination, (record, to) => {
        const answer = decide(given.questionOf(record, to), given.knowledge([], []));
        expect(answer).toMatchObject({
          result: 'not_recognised',
          fault: 'no_agreement',
          measure: 'central_isolation',
        });
        expect(answer.colour).toBeUndefined();
      }),
    );
  });

  it('what could not be looked at has no colour and no measure', () => {
    const results = fc.constantFrom(
      'expired' as const,
      'not_found' as const,
      'verification_failed' as const,
      'unavailable' as const,
    );
    assertLaw(
      fc.property(results, given.destination, (result, to) => {
        const question = {
          ...given.questionOf({} as never, to),
          presented: { kind: 'failed' as const, result },
        };
        const answer = decide(question, given.knowledge());
        expect(answer.result).toBe(result);
        expect(answer).not.toHaveProperty('colour');
        expect(answer).not.toHaveProperty('measure');
        expect(answer.advice).toBeDefined();
      }),
    );
  });

  it('the same inputs give the same bytes, whatever the order of reasons and agreements', () => {
    assertLaw(
      fc.property(given.record, given.destination, given.levelEntries, (record, to, levels) => {
        const forward = decide(given.questionOf(record, to), given.founding(levels));
        const reversed = { ...record, reasons: [...(record.reasons ?? [])].reverse() };
        expect(JSON.stringify(decide(given.questionOf(reversed, to), given.founding(levels)))).toBe(
          JSON.stringify(forward),
        );
      }),
    );
  });

  it('deciding again on what a decision used gives the same bytes', () => {
    assertLaw(
      fc.property(
        given.record,
        given.destination,
        given.levelEntries,
        fc.boolean(),
        (record, to, levels, all) => {
          const question = given.questionOf(record, to);
          const { decision, used } = decideWithTrace(
            question,
            all ? given.knowledge(levels) : given.founding(levels),
          );
          const kept = JSON.parse(JSON.stringify(used)) as typeof used;
          expect(JSON.stringify(decide(question, knowledgeOf(kept)))).toBe(JSON.stringify(decision));
          expect(decisionSchema.safeParse(decision).error).toBeUndefined();
        },
      ),
    );
  });

  it('what is unknown is never milder than the same known to be absent', () => {
    assertLaw(
      fc.property(given.record, given.destination, (record, to) => {
        const knowledge = given.knowledge();
        const known = decide(given.questionOf({ ...record, covers: allKinds }, to), knowledge);
        expect(isMilder(decide(given.questionOf(record, to), knowledge), known)).toBe(false);
      }),
    );
  });

  it('relief never makes an outcome stricter', () => {
    assertLaw(
      fc.property(given.record, given.reliefReason, given.destination, (record, relief, to) => {
        const covered = { ...record, covers: allKinds };
        const before = decide(given.questionOf(covered, to), given.knowledge());
        const after = decide(
          given.questionOf({ ...covered, reasons: [...(record.reasons ?? []), relief] }, to),
          given.knowledge(),
        );
        expect(isMilder(before, after)).toBe(false);
      }),
    );
  });

  it('a fact document is always one by its schema', () => {
    assertLaw(
      fc.property(given.record, given.destination, (record, to) => {
        const { document } = factsOf(record, {
          destination: to,
          purpose: 'entry',
          levels: riskLevels([], null),
          at: given.AT,
        });
        expect(factDocument.safeParse(document).error).toBeUndefined();
      }),
    );
  });

  it('an assessment holds until the change that it names', () => {
    const index = ruleSetIndex(foundingRuleSets);
    assertLaw(
      fc.property(
        given.record,
        fc.constantFrom('420000', '410000', '330100'),
        fc.nat(999),
        (record, to, part) => {
          const rules = index.find(to as never, 'domestic', given.AT);
          if (!rules) throw new Error('no rule set');
          const levels = riskLevels([], null);
          const now = assess(record, rules, levels, given.AT);
          const end = now.nextChangeAt?.getTime() ?? given.AT.getTime() + 40 * 86_400_000;
          const between = new Date(
            given.AT.getTime() + Math.floor(((end - given.AT.getTime()) * part) / 1000),
          );
          expect(assess(record, rules, levels, between).colour).toBe(now.colour);
        },
      ),
    );
  });
});
