import type { DivisionCode } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { decide, decideWithTrace } from './decide.ts';
import type { Knowledge } from './knowledge.ts';
import type { Clause } from './model/agreement.ts';
import type { Shown } from './question.ts';
import { riskLevels } from './risk-levels.ts';
import { asked, given } from './testing/asked.ts';
import { agreementOf, clauseOf, green, knowing, rule, rulesOf, stayOn } from './testing/examples.ts';

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
      basis: {
        agreement: null,
        ruleSet: null,
        rules: [],
        undetermined: [],
        riskVersion: '7',
        riskAgeSeconds: 0,
        facts: [],
        sufficient: { sets: [[]], complete: true },
      },
      next: null,
      engine: '2',
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
      later: [],
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
