import { agreement, foundingAgreements } from '@huren/recognition';
import type { Agreement, Clause, Rule, RuleSet } from '@huren/recognition';
import { describe, expect, it } from '@jest/globals';
import { ruleOf, ruleSetOf, variable, within } from '../testing/rule-sets.ts';
import { checkAgreement } from './check-agreement.ts';
import { checkEffect, checkRuleSet } from './check-rule-set.ts';

const clauseOf = (more: Partial<Clause> = {}): Clause => ({
  id: 'a',
  from: ['420000'],
  destination: '440111',
  modes: ['showing'],
  validFrom: '2020-03-16T00:00:00+08:00',
  validTo: null,
  whenStale: 'unavailable',
  ...more,
});

const agreementOf = (clauses: readonly Clause[], more: Partial<Agreement> = {}): Agreement =>
  agreement.parse({
    id: 'baiyun',
    version: 1,
    title: { 'zh-CN': '白云区', en: 'Baiyun' },
    parties: ['440111'],
    state: 'in_force',
    validFrom: '2020-03-16T00:00:00+08:00',
    validTo: null,
    basis: 'a test',
    clauses,
    ...more,
  });

const toldOf = (given: Agreement): string[] =>
  checkAgreement(given).map(({ code, path }) => `${code} ${path}`);

describe('an agreement before it is signed', () => {
  it('binds its own parties: the territory of each, and nobody by the national platform', () => {
    expect(toldOf(agreementOf([clauseOf()]))).toEqual([]);
    expect(toldOf(agreementOf([clauseOf()], { parties: ['440000'] }))).toEqual([]);
    for (const destination of ['440000', '440106'] as const) {
      expect(toldOf(agreementOf([clauseOf({ destination })]))).toEqual([
        'foreign_clause /clauses/0/destination',
      ]);
    }
    expect(toldOf(agreementOf([clauseOf()], { parties: ['000000'] }))).toEqual([
      'foreign_clause /clauses/0/destination',
    ]);
  });

  it('puts a destination under its own rules, or those of a place around it, for the codes it lets in', () => {
    const under = (id: string, more: Partial<Clause> = {}) =>
      checkAgreement(agreementOf([clauseOf({ ruleSet: { id, minVersion: 1 }, ...more })]))
        .filter(({ severity }) => severity === 'error')
        .map(({ code, path }) => `${code} ${path}`);
    const foreign = ['foreign_rule_set /clauses/0/ruleSet/id'];
    expect(under('440111.domestic')).toEqual([]);
    expect(under('440000.domestic')).toEqual([]);
    expect(under('420000.domestic')).toEqual(foreign);
    expect(under('440111.international')).toEqual(foreign);
    expect(under('440111.international', { scheme: 'international' })).toEqual([]);
    expect(under('440111.domestic', { scheme: 'international' })).toEqual([]);
    expect(under('nothing')).toEqual(foreign);
  });

  it('has windows that are windows, and clauses that are ever in force', () => {
    const [noon, eve] = ['2020-03-16T00:00:00+08:00', '2020-03-15T00:00:00+08:00'];
    expect(toldOf(agreementOf([clauseOf()], { validTo: noon }))).toContain('invalid_window /validTo');
    expect(toldOf(agreementOf([clauseOf({ validTo: noon })]))).toContain('invalid_window /clauses/0/validTo');
    expect(toldOf(agreementOf([clauseOf({ validFrom: '2020-03-01T00:00:00+08:00', validTo: eve })]))).toEqual(
      ['never_in_force /clauses/0/validFrom'],
    );
  });

  it('names a clause once, and tells of overlaps and gaps', () => {
    const may = '2020-05-01T00:00:00+08:00';
    expect(
      toldOf(agreementOf([clauseOf({ purposes: ['work'] }), clauseOf({ purposes: ['entry'] })])),
    ).toEqual(['repeated_clause /clauses/1/id']);
    expect(toldOf(agreementOf([clauseOf(), clauseOf({ id: 'b' })]))).toEqual(['overlap /clauses/1']);
    const first = clauseOf({ validTo: '2020-04-01T00:00:00+08:00' });
    expect(toldOf(agreementOf([first, clauseOf({ id: 'b', validFrom: may })]))).toEqual([
      'gap /clauses/0/validTo',
    ]);
    expect(
      toldOf(agreementOf([first, clauseOf({ id: 'b', validFrom: '2020-04-01T00:00:00+08:00' })])),
    ).toEqual([]);
  });

  it('has a gap where, of all that a clause was for, nothing is for a part of it for a while', () => {
    const [april, may] = ['2020-04-01T00:00:00+08:00', '2020-05-01T00:00:00+08:00'];
    const work = clauseOf({ id: 'b', validFrom: april, validTo: may, purposes: ['work'] });
    const [first, again] = [clauseOf({ validTo: april }), clauseOf({ id: 'c', validFrom: may })];
    const [gap, ...more] = checkAgreement(agreementOf([first, work, again]));
    expect(more).toEqual([]);
    expect(gap).toMatchObject({ severity: 'warning', code: 'gap', path: '/clauses/0/validTo' });
    expect(gap?.message).toBe(
      'between a and c nothing holds for codes of 420000 (domestic) at 440111 by showing, for entry',
    );
    const rest = clauseOf({ id: 'd', validFrom: april, from: ['420000', '330000'], destination: '440100' });
    expect(toldOf(agreementOf([first, work, again, rest], { parties: ['440000'] }))).toEqual([]);
  });

  it('is held against the agreements in force: their overlaps are named, and what they cover is no gap', () => {
    const [april, may] = ['2020-04-01T00:00:00+08:00', '2020-05-01T00:00:00+08:00'];
    const given = agreementOf([clauseOf({ validTo: april }), clauseOf({ id: 'c', validFrom: may })]);
    const other = (more: Partial<Clause>, dates: Partial<Agreement> = {}) =>
      agreementOf([clauseOf({ id: 'x', ...more })], {
        id: 'guangdong',
        version: 3,
        parties: ['440000'],
        ...dates,
      });
    const beside = (known: Agreement) => checkAgreement(given, { agreements: [known] });
    expect(beside(other({ validFrom: april, validTo: may }))).toEqual([]);
    expect(beside(other({ from: ['330000'] })).map(({ code }) => code)).toEqual(['gap']);
    expect(beside(other({ destination: '440000' }))).toEqual([]);
    expect(beside(other({}, { validFrom: '2020-03-20T00:00:00+08:00', validTo: april }))).toMatchObject([
      {
        severity: 'warning',
        code: 'overlap',
        path: '/clauses/0',
        message: 'a and x of guangdong version 3 hold for the same codes',
      },
      { code: 'gap' },
    ]);
    const ends = agreementOf([clauseOf()], { validTo: april });
    expect(checkAgreement(ends, { agreements: [other({ validFrom: may })] })).toMatchObject([
      {
        code: 'gap',
        path: '/clauses/0/validTo',
        message: expect.stringMatching(/^between a and x of guangdong version 3 /) as unknown,
      },
    ]);
  });

  it('is reviewed while its clauses hold', () => {
    const ends = '2020-06-01T00:00:00+08:00';
    const reviewed = (reviewBy: string | null) =>
      toldOf(agreementOf([clauseOf({ validTo: ends, reviewBy })]));
    for (const fits of [null, ends, '2020-05-01T00:00:00+08:00']) expect(reviewed(fits)).toEqual([]);
    for (const wrong of ['2020-03-16T00:00:00+08:00', '2020-06-01T00:00:01+08:00'])
      expect(reviewed(wrong)).toEqual(['invalid_review /clauses/0/reviewBy']);
  });

  it('has nothing against it where it is one of March 2020', () => {
    const findings = foundingAgreements.flatMap((given) => checkAgreement(given));
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

const close = within('contact.close', 14);
const codesOf = (ruleSet: RuleSet, party: '440000' | '420000' = '440000'): string[] =>
  checkRuleSet(ruleSet, party).findings.map(({ code, path }) => `${code} ${path}`);

describe('a rule set before it is signed', () => {
  it('is of its own party, its windows are windows, and it says what each rule reads', () => {
    const sound = ruleSetOf([ruleOf('a', close)]);
    expect(checkRuleSet(sound, '440000')).toEqual({
      findings: [],
      reads: [{ rule: 'a', paths: ['facts.contact.close.days'] }],
    });
    expect(codesOf(sound, '420000')).toEqual(['foreign_rule_set /destination']);
    expect(checkRuleSet(sound, '000000').findings).toMatchObject([{ code: 'foreign_rule_set' }]);
    expect(codesOf({ ...sound, id: 'guangdong' })).toEqual(['other_id /id']);
    const brief = { ...ruleOf('a', close), validTo: '2020-01-01T00:00:00+08:00' };
    expect(codesOf(ruleSetOf([brief]))).toContain('invalid_window /rules/0/validTo');
  });

  it('has grounds, a publication and an end where it is of an authority below its province', () => {
    const baiyun = ruleSetOf([ruleOf('a', close)], { id: '440111.domestic', destination: '440111' });
    expect(codesOf(baiyun)).toEqual([
      'local_rules /grounds',
      'local_rules /publication',
      'local_rules /validTo',
    ]);
    const said = { grounds: 'an outbreak', publication: 'Notice 7', validTo: '2020-05-01T00:00:00+08:00' };
    expect(codesOf({ ...baiyun, ...said })).toEqual([]);
    const national = ruleSetOf([], { id: '000000.national', destination: '000000', scheme: 'national' });
    expect(checkRuleSet(national, '000000').findings).toEqual([]);
  });

  it('is refused for a rule that the standard does not bear, at the path of the fault', () => {
    const wrong = ruleSetOf([ruleOf('a', close), ruleOf('b', { var: 'facts.contact.near.present' })]);
    expect(codesOf(wrong)).toEqual(['rule_not_admitted /rules/1/facts.contact.near.present']);
    expect(codesOf(ruleSetOf([ruleOf('a', { and: [close] })]))).toEqual(['rule_not_admitted /rules/0/when']);
  });

  it('is told of a rule that nothing makes hold, and of one without effect', () => {
    const never = ruleOf('never', {
      and: [
        { '===': [variable('source.issuer'), '420000'] },
        { '===': [variable('source.issuer'), '410000'] },
        close,
      ],
    });
    expect(codesOf(ruleSetOf([ruleOf('a', close), never]))).toEqual(['contradictory_rule /rules/1/when']);
    const shorter = ruleOf('shorter', within('contact.close', 7));
    expect(codesOf(ruleSetOf([ruleOf('a', close), shorter]))).toEqual(['unreachable_rule /rules/1']);
  });

  const both = (days: number) => ({ and: [within('contact.close', days), within('symptom.fever', days)] });
  const wide = ruleOf('wide', both(10), { days: 20 });
  /** Rules whose ends follow one another in more orders than are looked at. */
  const busy = ['contact.close', 'exposure.area.high', 'symptom.fever', 'symptom.cough'].map((name, at) =>
    ruleOf(`since-${at}`, within(name, 14), { colour: 'red', days: 14 - at, since: name }),
  );
  const lastOf = (given: RuleSet) => checkEffect(given, given.rules.at(-1) as Rule);

  it('is told of a rule that one other outdoes, however many situations the rest make', () => {
    const given = ruleSetOf([...busy, wide, ruleOf('narrow', both(9), { days: 19 })]);
    expect(lastOf(given)).toMatchObject([{ code: 'unreachable_rule', path: '/rules/5' }]);
  });

  it('is told of a rule of which it was not proved whether it has any effect, and why', () => {
    const plain = { colour: 'green', measure: 'home_observation', days: 0 } as const;
    const given = ruleSetOf([...busy, wide, ruleOf('narrow', both(9), { days: 19 })]);
    // Where what holds without a rule is no plain pass, one that holds may also make it milder.
    const [finding] = lastOf({ ...given, otherwise: plain });
    expect(finding).toMatchObject({ severity: 'warning', code: 'not_proved', path: '/rules/5' });
    expect(finding?.message).toMatch(/more than 5000 situations/);
  });
});
