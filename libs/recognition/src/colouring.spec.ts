import { REASON_KINDS } from '@huren/standard';
import type { Reason, ReasonKind } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { colour } from './colouring.ts';
import { factsOf } from './facts.ts';
import type { Rule, RuleSet } from './model/rule-set.ts';
import { riskLevels } from './risk-levels.ts';
import { compileRuleSet } from './rule-set-admission.ts';
import { contactOn, green, on, rule, rulesOf } from './testing/examples.ts';

const at = on('2020-03-20');
const close = { var: 'facts.contact.close.present' };
const suspected = { var: 'facts.case.suspected.present' };
const contact = contactOn('2020-03-10');
const negative: Reason = { ...contact, kind: 'test.nucleic', result: 'negative' };

const of = (
  rules: readonly Rule[],
  reasons: readonly Reason[] = [],
  uncovered: readonly ReasonKind[] = [],
  more: Partial<RuleSet> = {},
) => {
  const admission = compileRuleSet(rulesOf(rules, more));
  if (!admission.ok) throw new Error(JSON.stringify(admission.errors));
  const covers = REASON_KINDS.filter((kind) => !uncovered.includes(kind));
  const context = { destination: '440000', purpose: 'entry', levels: riskLevels([], null), at } as const;
  const coloured = colour(
    admission.compiled,
    factsOf({ ...green, covers, reasons: [...reasons] }, context),
    at,
  );
  return {
    ...coloured,
    fired: coloured.fired.map(({ id }) => id),
    until: coloured.measureUntil?.toISOString(),
  };
};

describe('colouring', () => {
  it('takes what holds otherwise when no rule fires', () => {
    expect(of([rule(close)])).toMatchObject({
      colour: 'green',
      measure: 'pass',
      measureUntil: null,
      fired: [],
      undetermined: [],
      factsUsed: [],
    });
    const otherwise = { colour: 'yellow', measure: 'home_observation', days: 2 } as const;
    expect(of([], [], [], { otherwise })).toMatchObject({
      colour: 'yellow',
      measure: 'home_observation',
      until: '2020-03-22T01:00:00.000Z',
    });
  });

  it('takes the strictest of what fires: colour, measure and end each for itself', () => {
    const rules = [
      rule(close, { colour: 'red', measure: 'test_required', days: 3 }),
      rule(close, { colour: 'yellow', measure: 'central_isolation', days: 1 }, { id: 'b' }),
      rule(close, { colour: 'yellow', measure: 'pass', days: 5 }, { id: 'c' }),
      rule(suspected, { colour: 'red', measure: 'medical_referral', days: 30 }, { id: 'd' }),
    ];
    expect(of(rules, [contact])).toMatchObject({
      colour: 'red',
      measure: 'central_isolation',
      until: '2020-03-25T01:00:00.000Z',
      fired: ['a', 'b', 'c'],
      undetermined: [],
      factsUsed: ['contact.close'],
    });
  });

  it('counts days from the fact, and forgets an end that is past', () => {
    const since = (days: number) => of([rule(close, { days, since: 'contact.close' })], [contact]).until;
    expect(since(14)).toBe('2020-03-24T01:00:00.000Z');
    expect(since(11)).toBe('2020-03-21T01:00:00.000Z');
    expect(since(10)).toBeUndefined();
    expect(since(3)).toBeUndefined();
  });

  it('asks a rule for its truth as CertLogic has it: an empty list is falsy, a date neither', () => {
    expect(of([rule([]), rule([1], {}, { id: 'b' })]).fired).toEqual(['b']);
    const told = 'operand of ! evaluates to something neither truthy, nor falsy';
    const dated = rule({ plusTime: ['2020-03-16', 1, 'day'] });
    expect(of([dated])).toMatchObject({ fired: [], undetermined: [{ rule: 'a', missing: [told] }] });
  });

  it('leaves out rules that are not in date, their last instant included', () => {
    const dated = (validFrom: string, validTo: string | null) =>
      of([rule(close, {}, { validFrom, validTo })], [contact]).fired;
    expect(dated('2020-03-20T09:00:00+08:00', null)).toEqual(['a']);
    expect(dated('2020-03-20T09:00:01+08:00', null)).toEqual([]);
    expect(dated('2020-01-01T00:00:00+08:00', '2020-03-20T09:00:00+08:00')).toEqual([]);
    expect(dated('2020-01-01T00:00:00+08:00', '2020-03-20T09:00:01+08:00')).toEqual(['a']);
  });
});

describe('what is unknown', () => {
  it('brings in the course for the unknown, and is named', () => {
    expect(of([rule(close)], [], ['contact.close'])).toMatchObject({
      colour: 'yellow',
      measure: 'test_required',
      measureUntil: null,
      fired: [],
      undetermined: [{ rule: 'a', missing: ['facts.contact.close.present'] }],
    });
  });

  it('asks for no more than the rule would if it held', () => {
    const whenUnknown = { colour: 'red', measure: 'central_isolation', days: 14 } as const;
    const mild = rule(close, { colour: 'yellow', measure: 'temperature_check', days: 2 });
    expect(of([mild], [], ['contact.close'], { whenUnknown })).toMatchObject({
      colour: 'yellow',
      measure: 'temperature_check',
      until: '2020-03-22T01:00:00.000Z',
    });
    const strict = rule(close, { colour: 'red', measure: 'medical_referral', days: 30 });
    expect(of([strict], [], ['contact.close'], { whenUnknown })).toMatchObject({
      colour: 'red',
      measure: 'central_isolation',
      until: '2020-04-03T01:00:00.000Z',
    });
    const since = rule(close, { days: 14, since: 'contact.close' });
    expect(of([since], [], ['contact.close'], { whenUnknown }).measureUntil).toBeNull();
  });

  it('stands beside what fires', () => {
    const rules = [
      rule(suspected, { colour: 'red', measure: 'pass', days: 0 }),
      rule(close, {}, { id: 'b' }),
    ];
    const reasons: Reason[] = [{ ...contact, kind: 'case.suspected' }];
    expect(of(rules, reasons, ['contact.close'])).toMatchObject({
      colour: 'red',
      measure: 'test_required',
      fired: ['a'],
      undetermined: [{ rule: 'b', missing: ['facts.contact.close.present'] }],
    });
  });

  it('does not matter where a known value settles the rule', () => {
    expect(of([rule({ and: [suspected, close] })], [], ['contact.close']).undetermined).toEqual([]);
    const either = rule({ if: [suspected, true, close] });
    const reasons: Reason[] = [{ ...contact, kind: 'case.suspected' }];
    expect(of([either], reasons, ['contact.close'])).toMatchObject({ fired: ['a'], undetermined: [] });
    expect(of([either], reasons, ['case.suspected', 'contact.close']).fired).toEqual(['a']);
  });

  it('a reason of a kind that is not covered counts, and there may be a more recent one', () => {
    const recent = rule({ '<': [{ var: 'facts.contact.close.days' }, 5] });
    expect(of([rule(close)], [contact], ['contact.close'])).toMatchObject({ fired: ['a'], undetermined: [] });
    expect(of([recent], [contact], ['contact.close'])).toMatchObject({
      fired: [],
      undetermined: [{ rule: 'a', missing: ['facts.contact.close.days'] }],
    });
    expect(of([recent], [contact])).toMatchObject({ fired: [], undetermined: [] });
  });

  it('relief that nobody saw is no relief; relief that is stated counts', () => {
    const relieved = rule({ and: [close, { '!': [{ var: 'facts.test.nucleic.negative.present' }] }] });
    expect(of([relieved], [contact], ['test.nucleic']).fired).toEqual(['a']);
    expect(of([relieved], [contact, negative], ['test.nucleic'])).toMatchObject({
      fired: [],
      undetermined: [],
    });
  });

  it('names what an expression faults on', () => {
    const faulty = rule({ '<': [{ var: 'purpose' }, 3] });
    expect(of([faulty])).toMatchObject({
      colour: 'yellow',
      undetermined: [
        { rule: 'a', missing: ['all operands of a comparison operation must be of integer type'] },
      ],
    });
  });
});
