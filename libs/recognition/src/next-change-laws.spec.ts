import { DAY_MS, chinaTime } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide, decideWithTrace } from './decide.ts';
import type { Knowledge } from './knowledge.ts';
import { CHANGES } from './model/decision.ts';
import type { Agreement, Clause } from './model/agreement.ts';
import type { RuleSet } from './model/rule-set.ts';
import type { Question } from './question.ts';
import { agreementOf, clauseOf, green, knowing } from './testing/examples.ts';
import * as given from './testing/generators.ts';
import { areSameAnswer, later } from './testing/later.ts';
import { admissible } from './testing/rule-sets.ts';
import { knowledgeOf } from './used.ts';

const { AT } = given;

/** `npm run test:laws` plays them all, `npm test` others each time. */
const IS_FULL = process.env['LAWS'] === 'full';
const RUNS = IS_FULL ? 2000 : 500;

/** Dates around the question, some of them within the same seconds as others. */
const instant = fc
  .tuple(fc.integer({ min: -6, max: 20 }), fc.constantFrom(0, 1, 500, 3_600_000))
  .map(([days, more]) => AT.getTime() + days * DAY_MS + more);
const always = fc.constant({ validFrom: '2020-01-01T00:00:00+08:00', validTo: null });
const dates = fc.oneof(
  always,
  fc.tuple(instant, fc.option(instant)).map(([from, to]) => ({
    validFrom: new Date(from).toISOString(),
    validTo: to === null ? null : new Date(Math.max(to, from + 1)).toISOString(),
  })),
);

const limits = fc.record(
  {
    maxSourceAgeSeconds: fc.constantFrom(10, 7200, 400_000),
    maxRiskAgeSeconds: fc.constantFrom(10, 7200, 400_000),
    whenStale: fc.constantFrom('unavailable' as const, 'not_recognised' as const),
    reasons: fc.constantFrom<NonNullable<Clause['reasons']>>(
      ['contact.close', 'symptom', 'exposure.area'],
      [],
    ),
    destination: fc.constantFrom('420000' as const, '420100' as const),
    ruleSet: fc.record({
      id: fc.constantFrom('420000.domestic', '420100.domestic'),
      minVersion: fc.constantFrom(1, 2),
    }),
  },
  { requiredKeys: [] },
);

const clause = fc
  .tuple(dates, fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, limits))
  .map(([dated, more]) => clauseOf({ from: ['420000', '330000'], destination: '420000', ...more, ...dated }));

const agreement: fc.Arbitrary<Agreement> = fc
  .record({
    id: fc.constantFrom('one', 'two'),
    version: fc.integer({ min: 1, max: 3 }),
    clauses: fc.array(clause, { minLength: 1, maxLength: 2 }),
    dated: dates,
    state: fc.constantFrom('in_force', 'in_force', 'in_force', 'suspended', 'ended'),
  })
  .map(({ clauses, dated, ...more }) =>
    agreementOf(
      clauses.map((one, at) => ({ ...one, id: `c${at}` })),
      { ...more, ...dated } as Partial<Agreement>,
    ),
  );

const ruleSetDated = (setDates: typeof dates): fc.Arbitrary<RuleSet> =>
  fc
    .tuple(admissible, setDates, fc.array(dates, { minLength: 5, maxLength: 5 }), fc.boolean(), fc.nat(1))
    .map(([set, dated, ruleDates, isCity, version]) => ({
      ...set,
      ...dated,
      version: version + 1,
      ...(isCity ? { destination: '420100' as const, id: '420100.domestic' } : {}),
      rules: set.rules.map((rule, at) => ({ ...rule, ...ruleDates[at] })),
    }));

const distinct = <T extends { id: string; version: number }>(all: readonly T[]): T[] => [
  ...new Map(all.map((one) => [`${one.id}@${one.version}`, one])).values(),
];

const cases: fc.Arbitrary<[Question, Knowledge]> = fc
  .tuple(
    fc.oneof(given.record, given.bareRecord),
    fc.constantFrom(5, 400_000),
    fc.array(agreement, { minLength: 1, maxLength: 4 }),
    fc.array(ruleSetDated(dates), { minLength: 1, maxLength: 3 }),
    given.levelEntries,
    fc.constantFrom(null, 0, 390_000),
  )
  .map(([record, ageSeconds, agreements, ruleSets, _levels, riskAgeSeconds]) => {
    const question = given.questionOf({ ...record, issuer: '420000' }, '420100');
    return [
      { ...question, presented: { ...question.presented, ageSeconds } as Question['presented'] },
      knowing(distinct(agreements), distinct(ruleSets), { riskAgeSeconds }),
    ];
  });

/** Where nothing but rules begins and ends: among all else their turn comes too seldom. */
const ruled: fc.Arbitrary<[Question, Knowledge]> = fc
  .tuple(given.record, ruleSetDated(always))
  .map(([record, ruleSet]) => [
    given.questionOf({ ...record, issuer: '420000' }, '420100'),
    knowing([agreementOf([clauseOf({ from: ['420000'], destination: '420000' })])], [ruleSet]),
  ]);

const founding: fc.Arbitrary<[Question, Knowledge]> = fc
  .tuple(given.record, given.destination, given.levelEntries, fc.integer({ min: 0, max: 40 }))
  .map(([record, to, levels, days]) => {
    const at = new Date(AT.getTime() - days * DAY_MS);
    // What is observed later than it is asked about ends later with every second: nobody has observed it yet.
    const reasons = record.reasons?.filter(({ observedAt }) => Date.parse(observedAt) <= at.getTime());
    const known = reasons ? { ...record, reasons } : record;
    return [given.questionOf(known, to, at), days % 2 ? given.founding(levels) : given.knowledge(levels)];
  });

/** A contact of a contact, whom Zhejiang has observe themselves for seven days: the measure ends before the rule does. */
const observed: fc.Arbitrary<[Question, Knowledge]> = fc
  .tuple(given.record, fc.integer({ min: 1, max: 160 }))
  .map(([record, hours]) => {
    const observedAt = chinaTime(new Date(AT.getTime() - hours * 3_600_000));
    const contact = {
      kind: 'contact.secondary',
      issuer: '420000',
      evidence: 'declaration',
      observedAt,
    } as const;
    return [given.questionOf({ ...record, reasons: [contact] }, '330000'), given.founding([])];
  });

describe('the next change of an answer by itself', () => {
  it('is the first: the answer stands at every second before it, and is another from then on', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.oneof(
          { weight: 12, arbitrary: cases },
          { weight: 4, arbitrary: founding },
          { weight: 4, arbitrary: ruled },
          observed,
        ),
        fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
          minLength: 6,
          maxLength: 6,
        }),
        ([question, knowledge], fractions) => {
          const decision = decide(question, knowledge);
          const { at, next } = decision;
          if (!next) return expect(decision.result).toBe('expired');
          seen.add(next.why);
          const [from, to] = [Date.parse(at), Date.parse(next.at)];
          expect(to).toBeGreaterThan(from);
          const before = fractions.map(
            (fraction) => from + Math.floor((fraction * (to - from)) / 1000) * 1000,
          );
          for (const instant of [...before, to - 1000])
            expect(areSameAnswer(decision, decide(...later(question, knowledge, instant)))).toBe(true);
          const after = [to, to + 1000].map((instant) => decide(...later(question, knowledge, instant)));
          expect(areSameAnswer(decision, ...after)).toBe(false);
          return undefined;
        },
      ),
      { numRuns: RUNS },
    );
    const unseen = CHANGES.filter((why) => !seen.has(why));
    expect(unseen).toContain('unforeseen');
    expect(unseen.length).toBeLessThanOrEqual(IS_FULL ? 1 : 5);
  });

  it('is the same again on what the decision used, which names each document on the way to it', () => {
    let looked = 0;
    fc.assert(
      fc.property(cases, ([question, knowledge]) => {
        const { decision, used } = decideWithTrace(question, knowledge);
        const kept = JSON.parse(JSON.stringify(used)) as typeof used;
        expect(JSON.stringify(decide(question, knowledgeOf(kept)))).toBe(JSON.stringify(decision));
        for (const { at } of used.later ?? [])
          expect(Date.parse(at)).toBeLessThanOrEqual(Date.parse(decision.next?.at ?? ''));
        looked += used.later?.length ?? 0;
      }),
      { numRuns: RUNS },
    );
    expect(looked).toBeGreaterThan(RUNS / 4);
  });

  it('is none for a code that has lapsed', () => {
    const [question, knowledge] = [
      given.questionOf({ ...green, validUntil: chinaTime(AT) }, '420000'),
      given.knowledge(),
    ];
    expect(decide(question, knowledge)).toMatchObject({ result: 'expired', next: null });
  });
});
