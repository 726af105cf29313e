import { foundingRuleSets } from '@huren/recognition';
import type { RuleSet } from '@huren/recognition';
import { describe, expect, it } from '@jest/globals';
import { ruleOf, ruleSetOf, variable, within } from '../testing/rule-sets.ts';
import type { Expression } from '../testing/rule-sets.ts';
import { ruleSetDifference } from './rule-set-difference.ts';

const AT = new Date('2020-03-20T09:00:00+08:00');
const hubei = foundingRuleSets.find(({ id }) => id === '420000.domestic') as RuleSet;

const unlessTested = (hours: number): Expression => ({
  and: [
    { '===': [variable('source.issuer'), '420000'] },
    { '!': [{ '<': [variable('facts.test.nucleic.negative.hours'), hours] }] },
  ],
});
const testWithin = (hours: number): RuleSet =>
  ruleSetOf([ruleOf('test', unlessTested(hours), { colour: 'red', measure: 'home_isolation' })]);

describe('the difference of two rule sets', () => {
  it('is none, proved, of one and itself, however its rules are called and ordered', () => {
    const renamed = hubei.rules.toReversed().map((rule) => ({ ...rule, id: `new-${rule.id}` }));
    const found = ruleSetDifference(hubei, { ...hubei, version: 2, rules: renamed }, AT);
    expect(found).toMatchObject({ changes: [], exhaustive: true, unrecognised: null });
  });

  it('is none, proved, where the same is said in other words', () => {
    const day = ruleSetOf([ruleOf('a', within('contact.close', 1))]);
    const hours = ruleSetOf([ruleOf('a', { '>': [24, variable('facts.contact.close.hours')] })]);
    expect(ruleSetDifference(day, hours, AT)).toMatchObject({ changes: [], exhaustive: true });
  });

  it('is proved for a whole founding set of which two rules are changed', () => {
    const rules = hubei.rules.map((rule) =>
      rule.id === 'close-contact' || rule.id === 'high-risk-area'
        ? { ...rule, then: { ...rule.then, days: rule.then.days + 1 } }
        : rule,
    );
    const found = ruleSetDifference(hubei, { ...hubei, version: 2, rules }, AT);
    expect(found.limits).toEqual([]);
    expect([...new Set(found.changes.map(({ direction }) => direction))]).toEqual(['stricter']);
  });

  it('finds what depends on which of two facts came first, also between the same bounds', () => {
    const [area, fever] = ['exposure.area.medium', 'symptom.fever'];
    const hours = (name: string, most: number): Expression => ({
      '<': [variable(`facts.${name}.hours`), most],
    });
    const pass = { colour: 'green', measure: 'pass', days: 1 } as const;
    const both = ruleOf('both', { and: [hours(fever, 20), variable(`facts.${area}.present`)] }, pass);
    const since = ruleOf('area', within(area, 1), { ...pass, since: area });
    const fevers = ruleOf('fever', { and: [within(fever, 1), hours(area, 24)] }, { ...pass, since: fever });
    const { changes } = ruleSetDifference(ruleSetOf([both, since]), ruleSetOf([both, since, fevers]), AT);
    expect(changes).toHaveLength(1);
    const [ageOfArea = 0, ageOfFever = 0] = [area, fever].map((name) =>
      changes[0]?.situation.hours.get(name),
    );
    expect(ageOfFever).toBeLessThan(ageOfArea);
    expect(ageOfFever).toBeGreaterThanOrEqual(20);
  });

  it('has no example of an isolation that a later contact has outlived', () => {
    const [contact, served] = ['contact.close', 'isolation.completed'];
    const unserved = (hours: number): RuleSet =>
      ruleSetOf([
        ruleOf('a', {
          and: [within(contact, 1), { '!': [{ '<': [variable(`facts.${served}.hours`), hours] }] }],
        }),
      ]);
    const { changes } = ruleSetDifference(unserved(20), unserved(22), AT);
    const met = changes.map(({ situation }) => situation.hours).filter((hours) => hours.has(contact));
    expect(met.map((hours) => hours.get(served))).toEqual([20]);
    expect(met.filter((hours) => (hours.get(contact) ?? 0) < 20)).toEqual([]);
  });

  it('has the smallest example of each change: from 420000, a test 48 hours old', () => {
    const { changes, exhaustive } = ruleSetDifference(testWithin(72), testWithin(48), AT);
    expect(exhaustive).toBe(true);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({
      direction: 'stricter',
      before: { colour: 'green', measure: 'pass' },
      after: { colour: 'red', measure: 'home_isolation' },
      situation: { issuer: '420000', hours: new Map([['test.nucleic.negative', 48]]) },
    });
  });

  it('tells every kind, also those that a rule which both have makes of it', () => {
    const baiyun = foundingRuleSets.find(({ id }) => id === '440111.domestic') as RuleSet;
    const then = { colour: 'yellow', measure: 'home_isolation', days: 7 } as const;
    const rules = baiyun.rules.map((rule) => (rule.id === 'close-contact' ? { ...rule, then } : rule));
    const { changes, everyKind } = ruleSetDifference(baiyun, { ...baiyun, version: 9, rules }, AT);
    expect(everyKind).toBe(true);
    const told = changes.map(({ before, after, direction, said }) =>
      [before, after].map(({ colour, measure }) => `${colour}/${measure}`).concat(direction, `${said}`),
    );
    expect(new Set(told.map((words) => words.join(' ')))).toEqual(
      new Set([
        'red/central_isolation yellow/home_isolation mixed 1',
        'red/central_isolation yellow/home_isolation milder 1',
        'red/central_isolation red/home_isolation milder 2',
        'red/medical_referral red/medical_referral milder 2',
        'red/medical_referral red/medical_referral stricter 2',
      ]),
    );
  });

  it('tells when it begins, where rules have dates', () => {
    const dated = { ...ruleOf('a', within('contact.close', 14)), validFrom: '2020-04-01T00:00:00+08:00' };
    const { changes } = ruleSetDifference(ruleSetOf([]), ruleSetOf([dated]), AT);
    expect(changes.map(({ at }) => at)).toContain('2020-04-01T00:00:00+08:00');
    expect(changes.every(({ direction }) => direction === 'stricter')).toBe(true);
  });

  it('tells what holds for the unrecognised, where that differs', () => {
    const milder = { measure: 'home_isolation', days: 7 } as const;
    const found = ruleSetDifference(ruleSetOf([]), ruleSetOf([], { unrecognised: milder }), AT);
    expect(found.unrecognised).toEqual({ before: { measure: 'central_isolation', days: 14 }, after: milder });
  });

  it('tells when the versions themselves hold, where that differs', () => {
    const validTo = '2020-03-25T00:00:00+08:00';
    const { changes, validity } = ruleSetDifference(ruleSetOf([]), ruleSetOf([], { validTo }), AT);
    expect([changes, validity?.before.validTo, validity?.after.validTo]).toEqual([[], null, validTo]);
    expect(ruleSetDifference(ruleSetOf([]), ruleSetOf([]), AT).validity).toBeNull();
  });

  it('says that it is not exhaustive where it gave up, or where a rule does more than compare', () => {
    const other = ruleSetOf([ruleOf('a', within('contact.close', 14))]);
    expect(ruleSetDifference(ruleSetOf([]), other, AT, 2)).toMatchObject({
      exhaustive: false,
      everyKind: false,
      limits: ['more than 2 situations'],
    });
    const sum: Expression = { '<': [{ '+': [variable('facts.contact.close.days'), 1] }, 14] };
    expect(ruleSetDifference(ruleSetOf([]), ruleSetOf([ruleOf('a', sum)]), AT)).toMatchObject({
      exhaustive: false,
      limits: ['facts.contact.close.days is not only compared'],
    });
  });

  it('knows what follows from what: a fever is a symptom, a stay of high risk one of medium risk', () => {
    const either = (a: Expression, b: Expression): Expression => ({ if: [a, true, b] });
    const fever = within('symptom.fever', 14);
    const high = within('exposure.area.high', 14);
    const shorter = ruleSetOf([
      ruleOf('a', either(within('symptom.any', 14), within('exposure.area.medium', 14))),
    ]);
    const longer = ruleSetOf([...shorter.rules, ruleOf('b', either(fever, high))]);
    expect(ruleSetDifference(shorter, longer, AT)).toMatchObject({ changes: [], exhaustive: true });
  });

  it('tells a province from a city in it that no rule names, of whoever issued and wherever it is shown', () => {
    const strict = (path: string, code: string): RuleSet =>
      ruleSetOf([ruleOf('a', { '===': [variable(path), code] })]);
    const issued = ruleSetDifference(
      strict('source.issuer', '420000'),
      strict('source.province', '420000'),
      AT,
    );
    expect(issued.changes).toMatchObject([{ direction: 'stricter', situation: { issuer: '420100' } }]);
    const shown = ruleSetDifference(
      strict('destination.division', '440000'),
      strict('destination.province', '440000'),
      AT,
    );
    expect(shown.changes).toMatchObject([{ direction: 'stricter', situation: { destination: '440100' } }]);
  });

  it('hides behind no shared rule that something else lifts', () => {
    const sick: Expression = {
      and: [within('contact.close', 14), { '!': [variable('facts.isolation.completed.present')] }],
    };
    const shared = ruleOf('shared', sick, { colour: 'red', measure: 'central_isolation' });
    const more = ruleOf('more', within('contact.close', 14));
    const { changes } = ruleSetDifference(ruleSetOf([shared]), ruleSetOf([shared, more]), AT);
    expect(changes[0]?.situation.hours.has('isolation.completed')).toBe(true);
  });

  it('is not asked of a rule set that is not admitted', () => {
    const wrong = ruleSetOf([ruleOf('a', variable('facts.nothing'))]);
    expect(() => ruleSetDifference(wrong, ruleSetOf([]), AT)).toThrow('is not admitted');
  });
});
