import type { Reason } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide } from './decide.ts';
import type { Knowledge } from './knowledge.ts';
import type { Decision } from './model/decision.ts';
import type { PresentedRecord, Question } from './question.ts';
import { asked, given } from './testing/asked.ts';
import {
  agreementOf,
  bare,
  clauseOf,
  contactOn,
  green,
  knowing,
  rule,
  rulesOf,
  stayOn,
} from './testing/examples.ts';
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
      { numRuns: 2000 },
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
      { numRuns: 2000 },
    );
    expect(deleted.recognised).toBeGreaterThan(100);
    expect(deleted.not_recognised).toBeGreaterThan(100);
  });

  it('are told by kind, issuer and time alone, also where a rule that holds reads one that is not needed', () => {
    const old = { ...contactOn('2020-03-08'), issuer: '330000' as const, observedAt: '2020-03-08T01:00:00Z' };
    const stay = stayOn('2020-03-10', '420102', 'high');
    const shown = { record: { ...green, reasons: [stay, contactOn('2020-03-10'), old] } };
    const { facts, sufficient } = decide(asked({}, shown), given()).basis;
    expect(facts).toEqual([
      { kind: 'contact.close', issuer: '330000', observedAt: '2020-03-08T09:00:00+08:00' },
      { kind: 'contact.close', issuer: '420000', observedAt: '2020-03-10T09:00:00+08:00' },
    ]);
    expect(sufficient).toEqual({ sets: [[1]], complete: true });
  });

  it('are the relief, too, that keeps a result from being stricter', () => {
    const relief = { ...contactOn('2020-03-12'), kind: 'isolation' as const, status: 'completed' as const };
    const shown = { record: { ...green, reasons: [relief, contactOn('2020-03-10')] } };
    const unless = rule({
      and: [{ var: 'facts.contact.close.present' }, { '!': [{ var: 'facts.isolation.completed.present' }] }],
    });
    const { facts, sufficient } = decide(
      asked({}, shown),
      knowing([agreementOf([clauseOf()])], [rulesOf([unless])]),
    ).basis;
    expect(facts?.map(({ kind }) => kind)).toEqual(['isolation']);
    expect(sufficient?.sets).toEqual([[0]]);
  });

  it('are also those that outlive an isolation, which would relieve of others without them', () => {
    const served = { ...contactOn('2020-03-12'), kind: 'isolation' as const, status: 'completed' as const };
    const later = { ...contactOn('2020-03-13'), kind: 'contact.secondary' as const };
    const shown = { record: { ...green, reasons: [served, contactOn('2020-03-10'), later] } };
    const unless = rule({
      and: [{ var: 'facts.contact.close.present' }, { '!': [{ var: 'facts.isolation.completed.present' }] }],
    });
    const { facts, sufficient } = decide(
      asked({}, shown),
      knowing([agreementOf([clauseOf()])], [rulesOf([unless])]),
    ).basis;
    expect(facts?.map(({ kind }) => kind)).toEqual(['contact.close', 'contact.secondary', 'isolation']);
    expect(sufficient?.sets).toEqual([[0, 1]]);
  });

  it('are, of a reason beyond the clause, that reason, and what makes the measure stricter than its course', () => {
    const shown = {
      record: { ...green, reasons: [contactOn('2020-03-10'), stayOn('2020-03-10', '420102', 'low')] },
    };
    const strict = rule({ var: 'facts.contact.close.present' }, { measure: 'medical_referral', days: 30 });
    const knowledge = (reasons: Reason['kind'][], rules = [strict]) =>
      knowing([agreementOf([clauseOf({ reasons })])], [rulesOf(rules)]);
    const setsUnder = (known: Knowledge) => decide(asked({}, shown), known).basis.sufficient?.sets;
    expect(setsUnder(knowledge(['contact.close']))).toEqual([[0, 1]]);
    expect(setsUnder(knowledge([]))).toEqual([[0]]);
    expect(setsUnder(knowledge([], []))).toEqual([[0], [1]]);
  });

  it('are none where the rules were not asked, and of a bare colour', () => {
    const none = { facts: [], sufficient: { sets: [[]], complete: true } };
    const contact = { record: { ...green, reasons: [contactOn('2020-03-10')] } };
    expect(decide(asked({}, contact), knowing([], [])).basis).toMatchObject(none);
    expect(decide(asked({}, { record: bare('red') }), given()).basis).toMatchObject(none);
    expect(
      decide(asked({}, { record: { ...green, validUntil: '2020-03-11T00:00:00+08:00' } }), given()).basis,
    ).toMatchObject(none);
    expect(
      decide(asked({ presented: { kind: 'failed', result: 'not_found' } }), given()).basis,
    ).toMatchObject(none);
  });
});
