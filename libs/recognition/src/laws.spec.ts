import { canonicalJson } from '@huren/crypto';
import { RESULTS, compareMeasures } from '@huren/standard';
import type { FailedResult } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide, decideWithTrace } from './decide.ts';
import { factDocument } from './fact-document.ts';
import { factsOf } from './facts.ts';
import { foundingAgreements } from './founding.ts';
import type { Agreement } from './model/agreement.ts';
import type { Decision } from './model/decision.ts';
import { decision as decisionSchema } from './model/decision.ts';
import { riskLevels } from './risk-levels.ts';
import { beside, fitting, suspended } from './testing/beside.ts';
import * as given from './testing/generators.ts';
import { knowledgeOf } from './used.ts';

const RUNS = 300;
const failures = RESULTS.filter(
  (result): result is FailedResult => result !== 'recognised' && result !== 'not_recognised',
);

const end = ({ measureUntil }: Decision): number => (measureUntil ? Date.parse(measureUntil) : 0);

const law = <T>(property: fc.IProperty<T>): void => fc.assert(property, { numRuns: RUNS });

describe('the laws of recognition', () => {
  it('one more adverse reason never leads to a milder measure or an earlier end, whatever the clause accepts', () => {
    const accepting = fc.option(fc.subarray(['contact.close', 'symptom', 'exposure.area'] as const), {
      nil: undefined,
    });
    law(
      fc.property(
        given.record,
        given.adverseReason,
        given.destination,
        accepting,
        (record, reason, to, reasons) => {
          const clauses = given.everybody.clauses.map((clause) => ({
            ...clause,
            ...(reasons ? { reasons } : {}),
          }));
          const knowledge = given.knowledge([], [{ ...given.everybody, clauses }]);
          const before = decide(given.questionOf(record, to), knowledge);
          const more = { ...record, reasons: [...(record.reasons ?? []), reason] };
          const after = decide(given.questionOf(more, to), knowledge);
          expect(compareMeasures(after.measure ?? 'pass', before.measure ?? 'pass')).toBeGreaterThanOrEqual(
            0,
          );
          expect(end(after)).toBeGreaterThanOrEqual(end(before));
        },
      ),
    );
  });

  it('without a clause in force nothing is recognised, however nearly the agreements around have one', () => {
    const route = fc.record({ record: given.record, to: given.destination });
    const among = route.chain(({ record, to }) => {
      const { issuer } = record;
      return fc.record({
        record: fc.constant(record),
        to: fc.constant(to),
        around: beside({ issuer, to }),
        halted: fc.option(suspended({ issuer, to }), { nil: undefined }),
      });
    });
    law(
      fc.property(among, ({ record, to, around, halted }) => {
        const answerUnder = (agreements: readonly Agreement[]) =>
          decide(given.questionOf(record, to), given.knowledge([], agreements));
        const answer = answerUnder([...around, ...(halted ? [halted] : [])]);
        const fault = halted ? 'agreement_suspended' : 'no_agreement';
        expect(answer).toMatchObject({ result: 'not_recognised', fault });
        expect(answer).not.toHaveProperty('colour');
        expect(answerUnder([...around, fitting({ issuer: record.issuer, to })]).result).toBe('recognised');
      }),
    );
  });

  it('what could not be looked at has no colour and no measure', () => {
    law(
      fc.property(fc.constantFrom(...failures), given.destination, (result, to) => {
        const presented = { kind: 'failed' as const, result };
        const answer = decide({ ...given.questionOf({} as never, to), presented }, given.knowledge());
        expect(answer.result).toBe(result);
        expect(answer).not.toHaveProperty('colour');
        expect(answer).not.toHaveProperty('measure');
        expect(answer.measureUntil).toBeNull();
      }),
    );
  });

  it('the same inputs give the same bytes, whatever the order of reasons and agreements', () => {
    const agreements = fc.shuffledSubarray([...foundingAgreements, given.everybody], {
      minLength: foundingAgreements.length + 1,
    });
    law(
      fc.property(
        given.record,
        given.destination,
        given.levelEntries,
        agreements,
        (record, to, levels, all) => {
          const reversed = { ...record, reasons: [...(record.reasons ?? [])].reverse() };
          const forward = decideWithTrace(
            given.questionOf(record, to),
            given.knowledge(levels, [...foundingAgreements, given.everybody]),
          );
          const backward = decideWithTrace(
            given.questionOf(reversed, to),
            given.knowledge([...levels].reverse(), all),
          );
          expect(JSON.stringify(backward.decision)).toBe(JSON.stringify(forward.decision));
          expect(canonicalJson(backward.used)).toBe(canonicalJson(forward.used));
        },
      ),
    );
  });

  it('deciding again on what a decision used gives the same bytes', () => {
    law(
      fc.property(
        fc.oneof(given.record, given.bareRecord),
        given.destination,
        given.levelEntries,
        fc.boolean(),
        (record, to, levels, all) => {
          const question = given.questionOf(record, to);
          const knowledge = all ? given.knowledge(levels) : given.founding(levels);
          const { decision, used } = decideWithTrace(question, knowledge);
          const kept = JSON.parse(JSON.stringify(used)) as typeof used;
          const again = decideWithTrace(question, knowledgeOf(kept));
          expect(JSON.stringify(again.decision)).toBe(JSON.stringify(decision));
          expect(canonicalJson(again.used)).toBe(canonicalJson(used));
          expect(decisionSchema.safeParse(decision).error).toBeUndefined();
        },
      ),
    );
  });

  it('a fact document is always one by its schema', () => {
    const context = { purpose: 'entry' as const, levels: riskLevels([], null), at: given.AT };
    law(
      fc.property(given.record, given.destination, (record, to) => {
        const { document } = factsOf(record, { ...context, destination: to });
        expect(factDocument.safeParse(document).error).toBeUndefined();
      }),
    );
  });
});
