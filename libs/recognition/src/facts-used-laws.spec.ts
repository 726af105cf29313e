import type { Reason } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide } from './decide.ts';
import type { Knowledge } from './knowledge.ts';
import type { Decision } from './model/decision.ts';
import type { PresentedRecord, Question } from './question.ts';
import * as any from './testing/generators.ts';

/** Founding rules, under clauses that take some kinds of reasons only, or all. */
const accepting = (kinds: Reason['kind'][] | undefined): Knowledge =>
  any.knowledge(
    [],
    [
      {
        ...any.everybody,
        clauses: any.everybody.clauses.map((clause) => ({ ...clause, ...(kinds ? { reasons: kinds } : {}) })),
      },
    ],
  );

const clauses = fc.constantFrom(
  accepting(undefined),
  accepting(['contact.close', 'contact.secondary', 'exposure.area', 'test.nucleic']),
  accepting(['symptom', 'temperature', 'isolation']),
);

const cases = fc
  .tuple(any.record, any.destination, clauses)
  .map(([record, to, knowledge]) => ({ record, to, knowledge }));

const resultOf = ({ result, fault, colour, measure, measureUntil }: Decision) =>
  [result, fault, colour, measure, measureUntil].join();

/** The decision where only some of the reasons are there, told by a test of each. */
const decided = (
  { record, to, knowledge }: { record: PresentedRecord; to: Question['destination']; knowledge: Knowledge },
  isKept: (reason: Reason) => boolean = () => true,
): Decision =>
  decide(any.questionOf({ ...record, reasons: (record.reasons ?? []).filter(isKept) }, to), knowledge);

const times = ({ kind, issuer, observedAt }: Pick<Reason, 'kind' | 'issuer' | 'observedAt'>): string =>
  [kind, issuer, observedAt].join();

/** Records whose facts can be told apart by what a decision says of them. */
const isPlain = ({ reasons = [] }: PresentedRecord): boolean =>
  new Set(reasons.map(times)).size === reasons.length;

/** `npm run test:laws` plays them all, `npm test` others each time. */
const RUNS = process.env['LAWS'] === 'full' ? 2000 : 500;

describe('the facts that a decision names', () => {
  it('are all that matter: deleting one that no set names changes nothing of the result', () => {
    fc.assert(
      fc.property(cases, (one) => {
        fc.pre(isPlain(one.record));
        const { basis, ...decision } = decided(one);
        const named = new Set(basis.sufficient?.sets.flat().map((at) => times(basis.facts?.[at] as Reason)));
        for (const reason of one.record.reasons ?? []) {
          if (named.has(times(reason))) continue;
          expect(resultOf(decided(one, (other) => other !== reason))).toBe(resultOf({ basis, ...decision }));
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('are all needed: deleting one from every set changes or unsettles the result', () => {
    const deleted = { recognised: 0, not_recognised: 0 };
    fc.assert(
      fc.property(cases, fc.infiniteStream(fc.nat()), (one, choices) => {
        fc.pre(isPlain(one.record));
        const decision = decided(one);
        const { facts = [], sufficient } = decision.basis;
        const sets = sufficient?.sets ?? [];
        if (sets.some((set) => set.length === 0)) return;
        const gone = new Set(sets.map((set) => set[(choices.next().value ?? 0) % set.length] as number));
        const without = decided(one, (reason) => {
          const at = facts.findIndex((fact) => times(fact as Reason) === times(reason));
          return !gone.has(at);
        });
        const whole = ({ basis, ...rest }: Decision) => [
          resultOf({ basis, ...rest }),
          basis.undetermined.length,
        ];
        expect(whole(without)).not.toEqual(whole(decision));
        deleted[decision.result as keyof typeof deleted] += 1;
      }),
      { numRuns: RUNS },
    );
    expect(deleted.recognised).toBeGreaterThan(RUNS / 20);
    expect(deleted.not_recognised).toBeGreaterThan(RUNS / 20);
  });
});
