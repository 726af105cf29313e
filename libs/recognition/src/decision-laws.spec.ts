import { compareColours, compareMeasures } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readingsOf } from './bare-colour.ts';
import { decide, decideOutcome } from './decide.ts';
import { asOfEngine } from './engine.ts';
import type { Knowledge, Meaning } from './knowledge.ts';
import type { Decision } from './model/decision.ts';
import * as given from './testing/generators.ts';

const law = <T>(property: fc.IProperty<T>): void => fc.assert(property, { numRuns: 300 });

const template = fc.constantFrom<Meaning[number][number]>(
  { kind: 'contact.close' },
  { kind: 'case.suspected' },
  { kind: 'symptom' },
  { kind: 'exposure.area' },
  { kind: 'isolation', status: 'completed' },
);
const meaning: fc.Arbitrary<Meaning> = fc.array(fc.array(template, { maxLength: 2 }), {
  minLength: 1,
  maxLength: 3,
});

const end = ({ measureUntil }: Decision): number => (measureUntil ? Date.parse(measureUntil) : 0);

const isMilder = (a: Decision, b: Decision): boolean =>
  compareColours(a.colour ?? 'green', b.colour ?? 'green') < 0 ||
  compareMeasures(a.measure ?? 'pass', b.measure ?? 'pass') < 0 ||
  end(a) < end(b);

describe('the laws of decisions', () => {
  it('by converting a code is decided on as it is by showing', () => {
    law(
      fc.property(
        fc.oneof(given.record, given.bareRecord),
        given.destination,
        given.levelEntries,
        (record, to, levels) => {
          const shown = given.questionOf(record, to);
          const { mode, ...decision } = decide(shown, given.knowledge(levels));
          const converted = decide({ ...shown, mode: 'converting' }, given.knowledge(levels));
          expect(mode).toBe('showing');
          expect(converted).toEqual({ ...decision, mode: 'converting' });
        },
      ),
    );
  });

  it('an answer is the same without its explanation, also where there was nothing to look at', () => {
    const failed = { kind: 'failed', result: 'verification_failed', fault: 'altered' } as const;
    const lapsed = given.record.map((record) => ({ ...record, validUntil: '2020-03-20T09:00:00+08:00' }));
    law(
      fc.property(
        fc.oneof(given.record, given.bareRecord, lapsed),
        given.destination,
        fc.boolean(),
        (record, to, isShown) => {
          const question = given.questionOf(record, to);
          const asked = isShown ? question : { ...question, presented: failed };
          const {
            explanation: _told,
            engine: _engine,
            ...answer
          } = asOfEngine(decide(asked, given.founding()), '1');
          expect(decideOutcome(asked, given.founding())).toEqual(answer);
        },
      ),
    );
  });

  it('a bare colour is never milder than any that it may stand for', () => {
    law(
      fc.property(given.bareRecord, given.destination, meaning, (record, to, sets) => {
        const knowledge: Knowledge = { ...given.knowledge(), meanings: () => sets };
        const bare = decide(given.questionOf(record, to), knowledge);
        for (const reading of readingsOf(record, sets).records)
          expect(isMilder(bare, decide(given.questionOf(reading, to), knowledge))).toBe(false);
      }),
    );
  });

  it('a bare colour of unknown meaning is never milder than a code with nothing against its holder', () => {
    law(
      fc.property(given.record, given.destination, (record, to) => {
        const knowledge: Knowledge = { ...given.knowledge(), meanings: () => undefined };
        const unexplained = { ...record, colour: 'red' as const, reasons: undefined };
        const bare = decide(given.questionOf(unexplained, to), knowledge);
        const none = decide(given.questionOf({ ...record, reasons: [] }, to), knowledge);
        expect(isMilder(bare, none)).toBe(false);
      }),
    );
  });

  it('only what is recognised has a colour, and nothing is whose data are older than its clause allows', () => {
    const course = fc.constantFrom('unavailable' as const, 'not_recognised' as const);
    const ages = fc.record({
      source: fc.nat(9),
      risk: fc.option(fc.nat(9)),
      most: fc.integer({ min: 1, max: 9 }),
    });
    law(
      fc.property(
        given.record,
        given.destination,
        course,
        ages,
        (record, to, whenStale, { source, risk, most }) => {
          const limits = { maxSourceAgeSeconds: most, maxRiskAgeSeconds: most, whenStale };
          const clauses = given.everybody.clauses.map((clause) => ({ ...clause, ...limits }));
          const knowledge: Knowledge = {
            ...given.knowledge([], [{ ...given.everybody, clauses }]),
            riskAgeSeconds: risk,
          };
          const question = given.questionOf(record, to);
          const presented = { ...question.presented, ageSeconds: source } as typeof question.presented;
          const { result, ...decision } = decide({ ...question, presented }, knowledge);
          const isFresh = source <= most && risk !== null && risk <= most;
          expect(result).toBe(isFresh ? 'recognised' : whenStale);
          expect('colour' in decision).toBe(result === 'recognised');
          expect('measure' in decision).toBe(result !== 'unavailable');
          expect('advice' in decision).toBe(result === 'unavailable');
        },
      ),
    );
  });
});
