import type { DivisionCode } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { decide, decideWithTrace } from './decide.ts';
import type { Knowledge } from './knowledge.ts';
import type { Clause } from './model/agreement.ts';
import { decision as decisionSchema } from './model/decision.ts';
import type { Question, Shown } from './question.ts';
import { riskLevels } from './risk-levels.ts';
import {
  agreementOf,
  bare,
  clauseOf,
  contactOn,
  green,
  knowing,
  on,
  rule,
  rulesOf,
  stayOn,
} from './testing/examples.ts';

const close = rule(
  { '<': [{ var: 'facts.contact.close.days' }, 14] },
  { since: 'contact.close' },
  { id: 'contact' },
);
const rules = rulesOf([close], { version: 4 });

const asked = (more: Partial<Question> = {}, shown: Partial<Shown> = {}): Question => ({
  decisionId: 'd1',
  at: '2020-03-16T01:00:00Z',
  destination: '440111',
  purpose: 'entry',
  mode: 'showing',
  presented: {
    kind: 'record',
    record: green,
    verified: 'mac',
    observedAt: '2020-03-16T08:59:57+08:00',
    ageSeconds: 3,
    ...shown,
  },
  ...more,
});
const given = (clause: Partial<Clause> = {}, more: Partial<Knowledge> = {}): Knowledge =>
  knowing([agreementOf([clauseOf(clause)], { version: 2 })], [rules], more);

describe('a decision', () => {
  it('names all that it rests on', () => {
    const shown = { record: { ...green, reasons: [contactOn('2020-03-10')] } };
    const { explanation, ...rest } = decide(asked({}, shown), given());
    expect(rest).toEqual({
      decisionId: 'd1',
      at: '2020-03-16T09:00:00+08:00',
      result: 'recognised',
      colour: 'yellow',
      measure: 'home_observation',
      measureUntil: '2020-03-24T09:00:00+08:00',
      source: {
        issuer: '420000',
        scheme: 'domestic',
        colour: 'green',
        version: 3,
        observedAt: '2020-03-16T08:59:57+08:00',
        ageSeconds: 3,
        verified: 'mac',
        bareColour: false,
      },
      destination: '440111',
      purpose: 'entry',
      mode: 'showing',
      path: 2,
      basis: {
        agreement: { id: 'example', version: 2, clause: 'a' },
        ruleSet: { id: '440000.domestic', version: 4 },
        rules: ['contact'],
        undetermined: [],
        riskVersion: '7',
      },
      engine: '1',
    });
    expect(explanation['zh-CN']).toContain('规则甲');
    expect(decisionSchema.safeParse({ explanation, ...rest }).error).toBeUndefined();
  });

  it('passes on the path of the destination and the rules that could not be settled', () => {
    const pathOf = (destination: DivisionCode) => (destination === '440111' ? 1 : 3);
    const answer = decide(asked({}, { record: { ...green, covers: [] } }), given({}, { pathOf }));
    expect(answer).toMatchObject({
      path: 1,
      colour: 'yellow',
      measure: 'test_required',
      basis: { rules: [], undetermined: [{ rule: 'contact', missing: ['facts.contact.close.days'] }] },
    });
  });
});

describe('a code that was looked at and is not recognised', () => {
  const refused = (knowledge: Knowledge, question = asked()) => {
    const { result, colour, measure, measureUntil, fault, basis } = decide(question, knowledge);
    return { result, colour, measure, measureUntil, fault, clause: basis.agreement?.clause };
  };
  const refusal = {
    result: 'not_recognised',
    colour: undefined,
    measure: 'central_isolation',
    measureUntil: '2020-03-30T09:00:00+08:00',
  };

  it('without a clause gets what the destination has for it, 14 days of isolation by default', () => {
    const none = { ...refusal, fault: 'no_agreement', clause: undefined };
    expect(refused(knowing([], [rules]))).toEqual(none);
    expect(refused(knowing([], []))).toEqual(none);
    const own = rulesOf([], { unrecognised: { measure: 'home_observation', days: 7 } });
    expect(refused(knowing([], [own]))).toEqual({
      ...none,
      measure: 'home_observation',
      measureUntil: '2020-03-23T09:00:00+08:00',
    });
    const spot = rulesOf([], { unrecognised: { measure: 'test_required', days: 0 } });
    expect(refused(knowing([], [spot]))).toEqual({ ...none, measure: 'test_required', measureUntil: null });
  });

  it('under a suspended agreement, or without rules, is told so', () => {
    const suspended = agreementOf([clauseOf()], { state: 'suspended', suspendedBy: '440000' });
    expect(refused(knowing([suspended], [rules]))).toEqual({
      ...refusal,
      fault: 'agreement_suspended',
      clause: 'a',
    });
    expect(refused(knowing([agreementOf([clauseOf()])], []))).toEqual({
      ...refusal,
      fault: 'no_rule_set',
      clause: 'a',
    });
  });

  it('with a reason that the clause does not accept, gets at least what the rules ask for', () => {
    const shown = { record: { ...green, reasons: [contactOn('2020-03-10')] } };
    const beyond = { ...refusal, fault: 'reason_not_covered', clause: 'a' };
    expect(refused(given({ reasons: ['symptom'] }), asked({}, shown))).toEqual(beyond);
    expect(refused(given({ reasons: ['contact.close'] }), asked({}, shown)).result).toBe('recognised');
    expect(refused(given({ reasons: [] })).result).toBe('recognised');
    const strict = rulesOf([
      rule({ var: 'facts.contact.close.present' }, { measure: 'medical_referral', days: 30 }),
    ]);
    const knowledge = knowing([agreementOf([clauseOf({ reasons: [] })])], [strict]);
    expect(refused(knowledge, asked({}, shown))).toEqual({
      ...beyond,
      measure: 'medical_referral',
      measureUntil: '2020-04-15T09:00:00+08:00',
    });
    expect(decide(asked({}, shown), knowledge).basis.rules).toEqual(['a']);
    const spot = rulesOf([], { unrecognised: { measure: 'test_required', days: 0 } });
    const onTheSpot = knowing([agreementOf([clauseOf({ reasons: [] })])], [spot]);
    expect(refused(onTheSpot, asked({}, shown))).toEqual({
      ...beyond,
      measure: 'test_required',
      measureUntil: null,
    });
  });

  it('a reason that has ended is none', () => {
    const ended = { ...contactOn('2020-03-10'), expiresAt: '2020-03-16T09:00:00+08:00' };
    const shown = { record: { ...green, reasons: [ended] } };
    expect(refused(given({ reasons: [] }), asked({}, shown)).result).toBe('recognised');
  });

  it('a bare colour that may have such a reason is not recognised either', () => {
    const limited = { reasons: ['symptom' as const] };
    const yellow = asked({}, { record: bare('yellow') });
    expect(refused(given(limited), yellow).fault).toBe('reason_not_covered');
    expect(refused(given(limited), asked({}, { record: bare('green') })).result).toBe('recognised');
    const meaning = (kind: 'symptom' | 'contact.close') => ({ meanings: () => [[], [{ kind }]] });
    expect(refused(given(limited, meaning('contact.close')), yellow).fault).toBe('reason_not_covered');
    expect(refused(given(limited, meaning('symptom')), yellow).result).toBe('recognised');
  });
});

describe('data older than the clause allows', () => {
  const result = (clause: Partial<Clause>, more: Partial<Knowledge> = {}, ageSeconds = 60) => {
    const { result, fault, measure, colour } = decide(asked({}, { ageSeconds }), given(clause, more));
    return [result, fault, measure, colour];
  };
  const fine = ['recognised', undefined, 'pass', 'green'];

  it('of the source', () => {
    expect(result({ maxSourceAgeSeconds: 60 })).toEqual(fine);
    expect(result({ maxSourceAgeSeconds: 59 })).toEqual([
      'unavailable',
      'stale_source',
      undefined,
      undefined,
    ]);
    expect(result({ maxSourceAgeSeconds: 59, whenStale: 'not_recognised' })).toEqual([
      'not_recognised',
      'stale_source',
      'central_isolation',
      undefined,
    ]);
  });

  it('of the risk levels, of which no age is the oldest', () => {
    const limit = { maxRiskAgeSeconds: 60 };
    expect(result(limit, { riskAgeSeconds: 60 })).toEqual(fine);
    expect(result(limit, { riskAgeSeconds: 61 })).toEqual([
      'unavailable',
      'stale_risk',
      undefined,
      undefined,
    ]);
    expect(result(limit, { riskAgeSeconds: null })[1]).toBe('stale_risk');
    expect(result({}, { riskAgeSeconds: null })).toEqual(fine);
    expect(result({ ...limit, whenStale: 'not_recognised' }, { riskAgeSeconds: 61 })[0]).toBe(
      'not_recognised',
    );
  });
});

describe('a code that could not be looked at', () => {
  it('has a result and an advice, and neither colour nor measure', () => {
    const presented = {
      kind: 'failed',
      result: 'verification_failed',
      fault: 'altered',
      issuer: '420000',
    } as const;
    const { explanation, ...rest } = decide(asked({ presented }), given());
    expect(rest).toEqual({
      decisionId: 'd1',
      at: '2020-03-16T09:00:00+08:00',
      result: 'verification_failed',
      measureUntil: null,
      advice: 'refresh_code',
      fault: 'altered',
      source: null,
      destination: '440111',
      purpose: 'entry',
      mode: 'showing',
      path: 2,
      basis: { agreement: null, ruleSet: null, rules: [], undetermined: [], riskVersion: '7' },
      engine: '1',
    });
    expect(explanation['zh-CN']).toContain('湖北健康码未通过验证');
    const unavailable = decide(asked({ presented: { kind: 'failed', result: 'unavailable' } }), given());
    expect(unavailable.advice).toBe('retry_later');
    expect(unavailable).not.toHaveProperty('fault');
  });

  it('a record is expired from the instant at which its validity ends', () => {
    const until = (validUntil: string) => decide(asked({}, { record: { ...green, validUntil } }), given());
    expect(until('2020-03-16T09:00:00+08:00')).toMatchObject({
      result: 'expired',
      fault: 'code_lapsed',
      advice: 'refresh_code',
      measureUntil: null,
      source: { issuer: '420000', version: 3 },
    });
    expect(until('2020-03-16T09:00:00+08:00')).not.toHaveProperty('colour');
    expect(until('2020-03-16T09:00:01+08:00').result).toBe('recognised');
  });
});

describe('the palette of the answer', () => {
  const international = { ...green, scheme: 'international' as const };
  const sets = [
    rulesOf([], { id: 'domestic' }),
    rulesOf([], { id: 'international', scheme: 'international' }),
    rulesOf([], { id: 'national', scheme: 'national', destination: '000000' }),
    rulesOf([], { id: 'district', destination: '440111' }),
    rulesOf([], { id: 'zhejiang', destination: '330000' }),
  ];
  const clauses = ['440000', '330000', '000000'].map((code) =>
    clauseOf({ id: code, destination: code as DivisionCode }),
  );
  const used = (record: Shown['record'], destination: DivisionCode) =>
    decide(asked({ destination }, { record }), knowing([agreementOf(clauses)], sets)).basis.ruleSet?.id;

  it("is the destination's own", () => {
    expect(used(green, '440111')).toBe('district');
    expect(used(green, '440106')).toBe('domestic');
    expect(used({ ...green, scheme: 'national' }, '440106')).toBe('domestic');
    expect(used(green, '000000')).toBe('national');
    expect(used(international, '000000')).toBe('national');
  });

  it('for an international code its international one, where it has one', () => {
    expect(used(international, '440111')).toBe('international');
    expect(used(international, '330000')).toBe('zhejiang');
  });
});

describe('what a decision used', () => {
  it('is what decides it again', () => {
    const shown = { record: { ...green, reasons: [stayOn('2020-03-10', '420102', 'low')] } };
    const area = rulesOf([rule({ var: 'facts.exposure.area.high.present' })]);
    const agreement = agreementOf([clauseOf()]);
    const levels = riskLevels(
      [
        { division: '420100', level: 'high' },
        { division: '110101', level: 'high' },
      ],
      '8',
    );
    const { used } = decideWithTrace(
      asked({}, shown),
      knowing([agreement], [area], { levels, riskAgeSeconds: 5 }),
    );
    expect(used).toMatchObject({
      agreement,
      clause: 'a',
      ruleSet: area,
      levels: { version: '8', entries: [{ division: '420102', level: 'high' }] },
      riskAgeSeconds: 5,
      path: 2,
      meanings: null,
      facts: [
        { document: { purpose: 'entry', facts: { exposure: { area: { high: { days: 6 } } } } }, unknown: [] },
      ],
    });
  });

  it('is nothing, where there was nothing to look at', () => {
    const presented = { kind: 'failed', result: 'not_found' } as const;
    const knowledge = { ...given(), riskAgeSeconds: null };
    expect(decideWithTrace(asked({ presented }), knowledge).used).toEqual({
      agreement: null,
      clause: null,
      ruleSet: null,
      levels: { version: '7', entries: [] },
      riskAgeSeconds: null,
      path: 2,
      meanings: null,
      facts: [],
    });
    expect(decideWithTrace(asked(), knowing([], [])).used).toMatchObject({
      agreement: null,
      clause: null,
      ruleSet: null,
      facts: [],
    });
  });
});
