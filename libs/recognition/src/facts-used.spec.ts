import type { Reason } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { decide } from './decide.ts';
import type { Knowledge } from './knowledge.ts';
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

/** A contact counts unless an isolation was served. */
const unlessServed = () =>
  knowing(
    [agreementOf([clauseOf()])],
    [
      rulesOf([
        rule({
          and: [
            { var: 'facts.contact.close.present' },
            { '!': [{ var: 'facts.isolation.completed.present' }] },
          ],
        }),
      ]),
    ],
  );

describe('the facts that a decision names', () => {
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
    const { facts, sufficient } = decide(asked({}, shown), unlessServed()).basis;
    expect(facts?.map(({ kind }) => kind)).toEqual(['isolation']);
    expect(sufficient?.sets).toEqual([[0]]);
  });

  it('are a recovery where it colours by itself, and either of two where each is enough', () => {
    const recovery = { ...contactOn('2020-03-12'), kind: 'case.recovered' as const };
    const shown = { record: { ...green, reasons: [recovery, contactOn('2020-03-12')] } };
    const rules = ['case.recovered', 'contact.close'].map((name, at) =>
      rule({ '<': [{ var: `facts.${name}.days` }, 14] }, {}, { id: `r${at}` }),
    );
    const { sufficient } = decide(
      asked({}, shown),
      knowing([agreementOf([clauseOf()])], [rulesOf(rules)]),
    ).basis;
    expect(sufficient?.sets).toEqual([[0], [1]]);
  });

  it('are also those that outlive an isolation, which would relieve of others without them', () => {
    const served = { ...contactOn('2020-03-12'), kind: 'isolation' as const, status: 'completed' as const };
    const later = { ...contactOn('2020-03-13'), kind: 'contact.secondary' as const };
    const shown = { record: { ...green, reasons: [served, contactOn('2020-03-10'), later] } };
    const { facts, sufficient } = decide(asked({}, shown), unlessServed()).basis;
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
