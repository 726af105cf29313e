import { REASON_KINDS } from '@huren/standard';
import type { DivisionCode, Reason } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { decide } from './decide.ts';
import type { PresentedRecord } from './question.ts';
import { founding, knowledge, questionOf } from './testing/generators.ts';
import { assess } from './assess.ts';
import { foundingAgreements, foundingRuleSets } from './founding.ts';
import { riskLevels } from './risk-levels.ts';
import { compileRuleSet } from './rule-set-admission.ts';
import { ruleSetIndex } from './rule-set-index.ts';

const green: PresentedRecord = {
  issuer: '420000',
  scheme: 'domestic',
  colour: 'green',
  covers: [...REASON_KINDS],
  reasons: [],
  issuedAt: '2020-03-10T09:00:00+08:00',
  validUntil: '2020-04-10T09:00:00+08:00',
  version: 3,
};
const contact: Reason = {
  kind: 'contact.close',
  issuer: '420000',
  evidence: 'investigation',
  observedAt: '2020-03-18T09:00:00+08:00',
};
const on = (day: string): Date => new Date(`${day}T09:00:00+08:00`);

describe('the agreements of March 2020', () => {
  it('Baiyun lets a Hubei green pass from 16 March, Tianhe the same day does not recognise it', () => {
    const baiyun = decide(questionOf(green, '440111', on('2020-03-16')), founding());
    expect(baiyun).toMatchObject({
      result: 'recognised',
      colour: 'green',
      measure: 'pass',
      measureUntil: null,
      path: 2,
      basis: {
        agreement: { id: 'baiyun-hubei', version: 1, clause: 'hubei-to-baiyun' },
        ruleSet: { id: '440111.domestic', version: 1 },
        rules: [],
      },
    });
    expect(decide(questionOf(green, '440106', on('2020-03-16')), founding())).toMatchObject({
      result: 'not_recognised',
      fault: 'no_agreement',
      measure: 'central_isolation',
      measureUntil: '2020-03-30T09:00:00+08:00',
    });
    expect(decide(questionOf(green, '440111', on('2020-03-15')), founding()).result).toBe('not_recognised');
  });

  it('Zhejiang and Henan recognise each other from 28 February', () => {
    const henan = { ...green, issuer: '410000' as DivisionCode };
    expect(decide(questionOf(henan, '330000', on('2020-02-27')), founding()).result).toBe('not_recognised');
    expect(decide(questionOf(henan, '330000', on('2020-02-28')), founding()).result).toBe('recognised');
  });

  it('the trains of 19 March are recognised for their purpose only', () => {
    const question = { ...questionOf(green, '440000', on('2020-03-19')), purpose: 'point_to_point' as const };
    expect(decide(question, founding()).basis.agreement?.id).toBe('guangdong-hubei-trains');
    expect(decide({ ...question, purpose: 'entry' }, founding()).result).toBe('not_recognised');
  });

  it('says so in both languages', () => {
    const { explanation } = decide(questionOf(green, '440111', on('2020-03-16')), founding());
    expect(explanation['zh-CN']).toBe(
      '所示为湖北健康码（签发机构代码420000，第3版），绿码。依据《广州市白云区认可湖北健康码通告》（第1版，条款hubei-to-baiyun），广东省广州市白云区予以互认（事由：进入），认定为绿码。未触发管控规则。管控措施：直接通行。',
    );
    expect(explanation.en).toContain('No restricting rule applies. Measure: pass.');
  });
});

describe('the same close contact', () => {
  const index = ruleSetIndex(foundingRuleSets);
  it.each([
    ['000000', 'national', 'orange', 'home_isolation'],
    ['420000', 'domestic', 'yellow', 'home_isolation'],
    ['410000', 'domestic', 'red', 'central_isolation'],
  ] as const)('%s %s: %s', (code, scheme, colour, measure) => {
    const rules = index.find(code, scheme, on('2020-03-20'));
    if (!rules) throw new Error('no rule set');
    const given = { issuer: code, scheme, covers: [...REASON_KINDS], reasons: [contact] };
    const assessment = assess(given, rules, riskLevels([], null), on('2020-03-20'));
    expect(assessment).toMatchObject({ colour, measure });
    expect(assessment.measureUntil?.toISOString()).toBe('2020-04-01T01:00:00.000Z');
    expect(assessment.nextChangeAt?.toISOString()).toBe('2020-04-01T01:00:00.000Z');
  });
});

describe('what cannot be recognised', () => {
  it('a lapsed code is expired, never a colour', () => {
    const lapsed = decide(
      questionOf({ ...green, validUntil: '2020-03-16T09:00:00+08:00' }, '440111', on('2020-03-16')),
      founding(),
    );
    expect(lapsed).toMatchObject({ result: 'expired', advice: 'refresh_code', fault: 'code_lapsed' });
    expect(lapsed.measure).toBeUndefined();
  });

  it('a bare colour of unknown meaning is coloured as the worst it may mean', () => {
    const { reasons: _none, ...bare } = { ...green, colour: 'yellow' as const };
    const answer = decide(questionOf(bare, '440111', on('2020-03-16')), founding());
    expect(answer).toMatchObject({
      result: 'recognised',
      colour: 'red',
      measure: 'central_isolation',
      source: { bareColour: true },
    });
    expect(answer.basis.undetermined.length).toBeGreaterThan(0);
  });

  it('a bare colour of known meaning is coloured as the strictest of it', () => {
    const { reasons: _none, ...bare } = { ...green, colour: 'yellow' as const };
    const meanings = () => [[{ kind: 'contact.close' as const }], [{ kind: 'declaration.missing' as const }]];
    const answer = decide(questionOf(bare, '440111', on('2020-03-16')), { ...founding(), meanings });
    expect(answer).toMatchObject({
      colour: 'red',
      measure: 'central_isolation',
      basis: { rules: ['close-contact', 'declaration-missing'] },
    });
  });

  it('data older than the clause allows take the course of the clause', () => {
    const [agreement] = foundingAgreements.filter(({ id }) => id === 'baiyun-hubei');
    if (!agreement) throw new Error('no agreement');
    const limited = (extra: object) => [
      { ...agreement, clauses: agreement.clauses.map((clause) => ({ ...clause, ...extra })) },
    ];
    const question = questionOf(green, '440111', on('2020-03-16'));
    const stale = { ...question, presented: { ...question.presented, ageSeconds: 61 } } as typeof question;
    expect(decide(stale, knowledge([], limited({ maxSourceAgeSeconds: 60 })))).toMatchObject({
      result: 'unavailable',
      fault: 'stale_source',
    });
    expect(
      decide(stale, knowledge([], limited({ maxSourceAgeSeconds: 60, whenStale: 'not_recognised' }))),
    ).toMatchObject({ result: 'not_recognised', fault: 'stale_source' });
    expect(
      decide(question, { ...knowledge([], limited({ maxRiskAgeSeconds: 60 })), riskAgeSeconds: null }),
    ).toMatchObject({ result: 'unavailable', fault: 'stale_risk' });
    expect(decide(question, knowledge([], limited({ reasons: [] }))).result).toBe('recognised');
    const withContact = questionOf({ ...green, reasons: [contact] }, '440111', on('2020-03-20'));
    expect(decide(withContact, knowledge([], limited({ reasons: [] })))).toMatchObject({
      result: 'not_recognised',
      fault: 'reason_not_covered',
    });
  });

  it('a suspension binds everyone under the suspending authority', () => {
    const suspended = foundingAgreements.map((agreement) => ({
      ...agreement,
      state: 'suspended' as const,
      suspendedBy: '440100' as DivisionCode,
    }));
    expect(decide(questionOf(green, '440111', on('2020-03-16')), knowledge([], suspended)).result).toBe(
      'not_recognised',
    );
    expect(decide(questionOf(green, '330106', on('2020-03-20')), knowledge([], suspended)).result).toBe(
      'recognised',
    );
  });
});

describe('admission of rule sets', () => {
  const [hubei] = foundingRuleSets;
  const withRule = (when: unknown, then = {}) => {
    if (!hubei) throw new Error('no rule set');
    const [rule] = hubei.rules;
    if (!rule) throw new Error('no rule');
    const admission = compileRuleSet({
      ...hubei,
      rules: [{ ...rule, when: when as never, then: { ...rule.then, ...then } }],
    });
    return admission.ok ? [] : admission.errors.map(({ path, message }) => `${path}: ${message}`);
  };

  it('every founding rule set is admitted', () => {
    expect(foundingRuleSets.filter((ruleSet) => !compileRuleSet(ruleSet).ok)).toEqual([]);
    expect(foundingRuleSets).toHaveLength(37);
  });

  it('refuses a path that no fact document has, an adverse fact in the negative, a colour of another scheme', () => {
    expect(withRule({ var: 'facts.contact.cloze.present' })).toEqual([
      'facts.contact.cloze.present: is no path of the fact document',
    ]);
    expect(withRule({ '!': [{ var: 'facts.contact.close.present' }] })[0]).toMatch(
      /^facts.contact.close.present: an adverse fact/,
    );
    expect(withRule({ '>': [{ var: 'facts.contact.close.days' }, 3] })[0]).toMatch(
      /^facts.contact.close.days: an adverse fact/,
    );
    expect(withRule({ '!': [{ var: 'facts.test.nucleic.negative.present' }] })).toEqual([]);
    expect(withRule(true, { colour: 'orange' })).toEqual([
      'colour: orange is no colour of the domestic scheme',
    ]);
    expect(withRule(true, { since: 'contact.near' })).toEqual([
      'since: contact.near is no occurrence of the fact document',
    ]);
    expect(withRule({ or: [true] })).toEqual(['when: unrecognised operator: "or"']);
  });
});
