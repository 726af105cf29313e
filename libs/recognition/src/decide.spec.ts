import type { DivisionCode } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { decide } from './decide.ts';
import type { Knowledge } from './knowledge.ts';
import { decision as decisionSchema } from './model/decision.ts';
import { asked, given, rules } from './testing/asked.ts';
import { agreementOf, bare, clauseOf, contactOn, green, knowing, rule, rulesOf } from './testing/examples.ts';

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
        riskAgeSeconds: 0,
        facts: [{ kind: 'contact.close', issuer: '420000', observedAt: '2020-03-10T09:00:00+08:00' }],
        sufficient: { sets: [[0]], complete: true },
      },
      next: { at: '2020-03-24T09:00:00+08:00', why: 'fact_ages' },
      engine: '2',
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

describe('under a clause that names its rule set', () => {
  const red = rule({ var: 'facts.contact.close.present' }, { colour: 'red' });
  const ofBaiyun = rulesOf([red], { id: '440111.domestic', destination: '440111' });
  const shown = { record: { ...green, reasons: [contactOn('2020-03-10')] } };
  const named = (id: string, minVersion: number, sets = [rules, ofBaiyun]) => {
    const clause = clauseOf({ ruleSet: { id, minVersion } });
    return decide(asked({}, shown), knowing([agreementOf([clause])], sets));
  };

  it('a code is judged by that, and not by the rules of the place', () => {
    expect(named('440000.domestic', 4)).toMatchObject({
      colour: 'yellow',
      basis: { ruleSet: { id: rules.id } },
    });
    expect(named('440111.domestic', 1)).toMatchObject({
      colour: 'red',
      basis: { ruleSet: { id: ofBaiyun.id } },
    });
  });

  it('nobody is recognised before it is in force in a version as new as agreed', () => {
    const none = { result: 'not_recognised', fault: 'no_rule_set', basis: { ruleSet: null } };
    expect(named('440000.domestic', 5)).toMatchObject(none);
    expect(named('440000.domestic', 1, [ofBaiyun])).toMatchObject(none);
  });

  it('the answer changes when another version comes to hold', () => {
    const validFrom = '2020-03-18T00:00:00+08:00';
    const next = rulesOf([red], { version: 5, validFrom });
    expect(named('440000.domestic', 1, [rules, next]).next).toEqual({
      at: validFrom,
      why: 'rule_set_begins',
    });
    expect(named('440000.domestic', 5, [rules, next]).next).toEqual({
      at: validFrom,
      why: 'rule_set_begins',
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
