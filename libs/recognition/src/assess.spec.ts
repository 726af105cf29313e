import { REASON_KINDS } from '@huren/standard';
import type { Reason } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { thresholdsOf } from './ages.ts';
import { assess } from './assess.ts';
import type { Rule, RuleSet } from './model/rule-set.ts';
import { riskLevels } from './risk-levels.ts';
import { compileRuleSet } from './rule-set-admission.ts';
import { contactOn, on, rule, rulesOf, stayOn } from './testing/examples.ts';

const at = on('2020-03-20');
const days = { var: 'facts.contact.close.days' };
const hours = { var: 'facts.contact.close.hours' };

const of = (rules: readonly Rule[], reasons: readonly Reason[] | undefined, more: Partial<RuleSet> = {}) => {
  const admission = compileRuleSet(rulesOf(rules, more));
  if (!admission.ok) throw new Error(JSON.stringify(admission.errors));
  const given = { issuer: '440000', scheme: 'domestic', covers: REASON_KINDS } as const;
  const holder = { ...given, covers: [...REASON_KINDS], ...(reasons ? { reasons: [...reasons] } : {}) };
  return assess(holder, admission.compiled, riskLevels([], null), at);
};
const next = (...given: Parameters<typeof of>): string | undefined =>
  of(...given).nextChangeAt?.toISOString();

describe('an assessment', () => {
  it('colours by the own rules, as a recognition does', () => {
    expect(of([rule({ '<': [days, 14] })], [contactOn('2020-03-10')])).toMatchObject({
      colour: 'yellow',
      measure: 'home_observation',
      measureUntil: on('2020-04-03'),
      factsUsed: ['contact.close'],
    });
    expect(of([], undefined)).toMatchObject({ colour: 'green', nextChangeAt: null });
    const residence = rule({ '===': [{ var: 'purpose' }, 'residence'] });
    expect(of([residence], []).fired).toEqual([residence]);
    const own = rule({ '===': [{ var: 'destination.division' }, '440000'] });
    expect(of([own], []).fired).toEqual([own]);
  });

  it('names the instant at which an age passes a number', () => {
    const contact = contactOn('2020-03-10');
    expect(next([rule({ '<': [days, 14] })], [contact])).toBe('2020-03-24T01:00:00.000Z');
    expect(next([rule({ '<=': [days, 14] })], [contact])).toBe('2020-03-25T01:00:00.000Z');
    expect(next([rule({ '>': [14, days] })], [contact])).toBe('2020-03-24T01:00:00.000Z');
    expect(next([rule({ '<': [hours, 250] })], [contact])).toBe('2020-03-20T11:00:00.000Z');
    expect(next([rule({ '<': [days, 10] })], [contact])).toBeUndefined();
    expect(next([rule({ '<': [days, 11] })], [contact])).toBe('2020-03-21T01:00:00.000Z');
    expect(next([rule({ var: 'facts.contact.close.present' })], [contact])).toBeUndefined();
  });

  it('passes over instants at which nothing changes', () => {
    const rules = [
      rule({ '<': [days, 14] }),
      rule({ and: [{ '<': [days, 12] }, { var: 'facts.manual.present' }] }, {}, { id: 'b' }),
    ];
    expect(next(rules, [contactOn('2020-03-10')])).toBe('2020-03-24T01:00:00.000Z');
    expect(next([rules[0] as Rule], [contactOn('2020-03-10'), contactOn('2020-03-12')])).toBe(
      '2020-03-26T01:00:00.000Z',
    );
  });

  it('names the end of a reason, and the beginning and end of a rule', () => {
    const present = rule({ var: 'facts.contact.close.present' });
    const ending = { ...contactOn('2020-03-10'), expiresAt: '2020-03-22T10:30:00+08:00' };
    expect(next([present], [ending])).toBe('2020-03-22T02:30:00.000Z');
    const dated = (validFrom: string, validTo: string | null) => rule(true, {}, { validFrom, validTo });
    expect(next([dated('2020-03-21T00:00:00+08:00', null)], [])).toBe('2020-03-20T16:00:00.000Z');
    expect(next([dated('2020-03-01T00:00:00+08:00', '2020-03-23T00:00:00+08:00')], [])).toBe(
      '2020-03-22T16:00:00.000Z',
    );
  });

  it('passes over the end of a reason that no rule reads', () => {
    const ending = { ...contactOn('2020-03-10'), expiresAt: '2020-03-22T10:30:00+08:00' };
    expect(next([rule({ var: 'facts.manual.present' })], [ending])).toBeUndefined();
  });

  it('one rule that does more than compare is enough for every day to count', () => {
    const sum = rule({ '<': [{ '+': [days, 1] }, 14] });
    const plain = rule({ '<': [days, 14] }, {}, { id: 'b' });
    for (const rules of [
      [sum, plain],
      [plain, sum],
    ]) {
      expect(next(rules, [contactOn('2020-03-10')])).toBe('2020-03-21T01:00:00.000Z');
    }
  });

  it('never reaches beyond the rule set', () => {
    const until = { validTo: '2020-03-22T00:00:00+08:00' };
    expect(next([rule({ '<': [days, 14] })], [contactOn('2020-03-10')], until)).toBe(
      '2020-03-21T16:00:00.000Z',
    );
    expect(next([], [], until)).toBe('2020-03-21T16:00:00.000Z');
  });

  it('a change of measure or of rule is a change', () => {
    const both = [
      rule({ '<': [days, 14] }, { measure: 'home_isolation' }),
      rule({ var: 'facts.contact.close.present' }, {}, { id: 'b' }),
    ];
    expect(next(both, [contactOn('2020-03-10')])).toBe('2020-03-24T01:00:00.000Z');
    const same = [rule({ '<': [days, 14] }), rule({ var: 'facts.contact.close.present' }, {}, { id: 'b' })];
    expect(next(same, [contactOn('2020-03-10')])).toBe('2020-03-24T01:00:00.000Z');
  });

  it('where an age is more than compared, every whole day may be a change', () => {
    const sum = rule({ '<': [{ '+': [days, 1] }, 14] });
    expect(next([sum], [contactOn('2020-03-10')])).toBe('2020-03-21T01:00:00.000Z');
    const early = { ...contactOn('2020-03-10'), observedAt: '2020-03-10T12:00:00+08:00' };
    expect(next([sum], [early])).toBe('2020-03-20T04:00:00.000Z');
    expect(next([sum], [contactOn('2020-03-25')])).toBe('2020-03-26T01:00:00.000Z');
    const inHours = rule({ '<': [{ '+': [hours, 1] }, 300] });
    expect(next([inHours], [early])).toBe('2020-03-20T02:00:00.000Z');
  });

  it('looks at a stay under each level that it stands for', () => {
    const medium = rule({ '<': [{ var: 'facts.exposure.area.medium.days' }, 14] });
    expect(next([medium], [stayOn('2020-03-10', '420102', 'high')])).toBe('2020-03-24T01:00:00.000Z');
    expect(next([medium], [stayOn('2020-03-10', '420102', 'low')])).toBeUndefined();
  });
});

describe('where the ages in a rule matter', () => {
  const of = (when: unknown) =>
    [...thresholdsOf(when)].map(([path, at]) => [path, at === 'any' ? at : [...at]]);
  const path = 'facts.contact.close.days';

  it('at the numbers with which they are compared', () => {
    expect(of({ and: [{ '<': [days, 14] }, { '>=': [7, days] }, { '===': [hours, 3] }] })).toEqual([
      [path, [14, 7]],
      ['facts.contact.close.hours', [3]],
    ]);
    expect(of({ '<': [1, days, 14] })).toEqual([[path, [1, 14]]]);
  });

  it('anywhere, where they are more than compared', () => {
    expect(of({ '<': [{ '+': [days, 1] }, 14] })).toEqual([[path, 'any']]);
    expect(of({ '<': [days, hours] })).toEqual([
      [path, 'any'],
      ['facts.contact.close.hours', 'any'],
    ]);
    expect(of({ in: [days, [1, 2]] })).toEqual([[path, 'any']]);
    expect(of({ and: [{ in: [days, [1]] }, { '<': [days, 14] }] })).toEqual([[path, 'any']]);
    expect(of({ and: [{ '<': [days, 14] }, days] })).toEqual([[path, 'any']]);
    expect(of({ '===': [days, 'x'] })).toEqual([[path, 'any']]);
  });

  it('nowhere, where none is read', () => {
    expect(of(true)).toEqual([]);
    expect(of({ '>=': [{ var: 'facts.temperature.tenths' }, 373] })).toEqual([]);
    expect(of({ '===': [{ var: 'purpose' }, 'entry'] })).toEqual([]);
    expect(of({ reduce: [{ var: 'purpose' }, { var: 'current' }, null] })).toEqual([]);
  });
});
