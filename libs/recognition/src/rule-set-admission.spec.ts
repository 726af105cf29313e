import { describe, expect, it } from '@jest/globals';
import { admitRuleSet, compileRuleSet } from './rule-set-admission.ts';
import type { Rule, RuleSet } from './model/rule-set.ts';
import { rule, rulesOf } from './testing/examples.ts';

const close = (field: string) => ({ var: `facts.contact.close.${field}` });
const present = close('present');

const errorsOf = (rules: readonly Rule[], more: Partial<RuleSet> = {}): string[] => {
  const admission = admitRuleSet(rulesOf(rules, more));
  return admission.ok ? [] : admission.errors.map((error) => `${error.rule} ${error.path}: ${error.message}`);
};
const ofCondition = (when: Rule['when']): string[] => errorsOf([rule(when)]);
const milder = 'an adverse fact could make the rule cease to hold: one more of it would be milder';

describe('admission of a rule set', () => {
  it('compiles each rule and tells the occurrences it reads', () => {
    const admission = compileRuleSet(rulesOf([rule({ and: [present, { '<': [close('days'), 14] }] })]));
    if (!admission.ok) throw new Error('refused');
    expect(admission.compiled.rules.map(({ occurrences }) => occurrences)).toEqual([['contact.close']]);
    expect(
      admission.compiled.rules[0]?.compiled.evaluate({ facts: { contact: { close: { present: false } } } }),
    ).toEqual({
      value: false,
    });
    const beside = compileRuleSet(rulesOf([rule({ '===': [{ var: 'purpose' }, 'work'] })]));
    expect(beside.ok && beside.compiled.rules[0]?.occurrences).toEqual([]);
  });

  it('refuses what is no CertLogic, with the place', () => {
    expect(ofCondition({ and: [true, { or: [true] }] })).toEqual([
      'a when/and/1: unrecognised operator: "or"',
    ]);
    expect(ofCondition({ toString: 1 })).toEqual([
      'a when: operation not of the form { "<operator>": [ <values...> ] }',
    ]);
  });

  it('refuses paths that the fact document does not have, and the time', () => {
    expect(ofCondition({ var: 'facts.contact.cloze.present' })).toEqual([
      'a facts.contact.cloze.present: is no path of the fact document',
    ]);
    expect(ofCondition({ var: 'facts.contact.close' })).toEqual([
      'a facts.contact.close: is no path of the fact document',
    ]);
    expect(ofCondition({ '===': [{ var: 'at' }, '2020-03-16'] })).toEqual([
      "a at: the time is no fact: a rule's dates are its validFrom and validTo",
    ]);
  });

  it('refuses an adverse fact in the negative, by presence, age and temperature', () => {
    expect(ofCondition({ '!': [present] })).toEqual([`a facts.contact.close.present: ${milder}`]);
    expect(ofCondition({ '>': [close('days'), 3] })).toEqual([`a facts.contact.close.days: ${milder}`]);
    expect(ofCondition({ '>=': [close('hours'), 3] })).toEqual([`a facts.contact.close.hours: ${milder}`]);
    expect(ofCondition({ '<': [{ var: 'facts.temperature.tenths' }, 373] })).toEqual([
      `a facts.temperature.tenths: ${milder}`,
    ]);
    const tested = { var: 'facts.test.nucleic.negative.present' };
    const unlessContact = { and: [{ if: [present, 0, true] }, tested] };
    expect(ofCondition({ '===': [unlessContact, false] })).toEqual([
      `a facts.contact.close.present: ${milder}`,
    ]);
    expect(ofCondition({ '<': [close('days'), 3] })).toEqual([]);
    expect(ofCondition({ '>=': [{ var: 'facts.temperature.tenths' }, 373] })).toEqual([]);
  });

  it('takes a served isolation as relief alone: what comes after it takes it away', () => {
    const served = (field: string) => ({ var: `facts.isolation.completed.${field}` });
    const byServed = 'a served isolation could make the rule hold: an adverse fact after it would be milder';
    expect(ofCondition({ and: [present, { '!': [served('present')] }] })).toEqual([]);
    expect(ofCondition({ and: [present, { '>': [served('days'), 14] }] })).toEqual([]);
    expect(ofCondition(served('present'))).toEqual([`a facts.isolation.completed.present: ${byServed}`]);
    expect(ofCondition({ '>': [1, served('days')] })).toEqual([
      `a facts.isolation.completed.days: ${byServed}`,
    ]);
    // What was signed before that check came to be is decided by all the same.
    expect(compileRuleSet(rulesOf([rule(served('present'))])).ok).toBe(true);
  });

  it('takes a recovery as adverse: it says that somebody was a case', () => {
    expect(ofCondition({ '<': [{ var: 'facts.case.recovered.days' }, 14] })).toEqual([]);
    expect(ofCondition({ and: [present, { '!': [{ var: 'facts.case.recovered.present' }] }] })).toEqual([
      `a facts.case.recovered.present: ${milder}`,
    ]);
  });

  it('takes other relief and what is no fact either way', () => {
    expect(ofCondition({ '!': [{ var: 'facts.test.nucleic.negative.present' }] })).toEqual([]);
    expect(ofCondition({ '<': [{ var: 'facts.test.nucleic.negative.days' }, 14] })).toEqual([]);
    expect(ofCondition({ '!': [{ '===': [{ var: 'purpose' }, 'transport'] }] })).toEqual([]);
    expect(ofCondition({ '!': [{ var: 'facts.test.nucleic.positive.present' }] })).toHaveLength(1);
  });

  it('refuses colours of another scheme', () => {
    expect(errorsOf([rule(true, { colour: 'orange' })])).toEqual([
      'a colour: orange is no colour of the domestic scheme',
    ]);
    expect(errorsOf([rule(true, { colour: 'red' })], { scheme: 'international' })).toEqual([
      'a colour: red is no colour of the international scheme',
    ]);
    const orange = { colour: 'orange', measure: 'pass', days: 0 } as const;
    expect(errorsOf([], { otherwise: orange, whenUnknown: orange })).toEqual([
      'otherwise colour: orange is no colour of the domestic scheme',
      'whenUnknown colour: orange is no colour of the domestic scheme',
    ]);
  });

  it('lets days count only from a fact without which the rule does not hold', () => {
    const since = { since: 'contact.close' };
    expect(errorsOf([rule({ '<': [close('days'), 14] }, since)])).toEqual([]);
    expect(errorsOf([rule({ and: [{ var: 'facts.manual.present' }, present] }, since)])).toEqual([]);
    expect(errorsOf([rule({ if: [present, true, { var: 'facts.manual.present' }] }, since)])).toEqual([
      'a since: the rule can hold without contact.close',
    ]);
    expect(errorsOf([rule({ and: [present, []] }, since)])).toEqual([]);
    expect(errorsOf([rule({ if: [present, true, []] }, since)])).toEqual([]);
    expect(errorsOf([rule(true, since)])).toEqual(['a since: the rule can hold without contact.close']);
    expect(errorsOf([rule(true, { since: 'contact.near' })])).toEqual([
      'a since: contact.near is no occurrence of the fact document',
    ]);
    const dated = { colour: 'green', measure: 'pass', days: 0, since: 'contact.close' } as const;
    const told = 'since: no fact stands behind it: its days count from the decision';
    expect(errorsOf([], { otherwise: dated, whenUnknown: dated })).toEqual([
      `otherwise ${told}`,
      `whenUnknown ${told}`,
    ]);
  });

  it('refuses a rule that is milder than what holds without it', () => {
    const otherwise = { colour: 'yellow', measure: 'test_required', days: 7 } as const;
    const told = 'is milder than what holds when no rule fires';
    expect(errorsOf([rule(present, { colour: 'green' })], { otherwise })).toEqual([`a colour: ${told}`]);
    expect(errorsOf([rule(present, { measure: 'pass' })], { otherwise })).toEqual([`a measure: ${told}`]);
    expect(errorsOf([rule(present, { days: 6 })], { otherwise })).toEqual([`a days: ${told}`]);
    expect(errorsOf([rule(present, { since: 'contact.close' })], { otherwise })).toEqual([`a days: ${told}`]);
    expect(errorsOf([rule(present, otherwise)], { otherwise })).toEqual([]);
  });

  it('refuses a rule that stands twice', () => {
    expect(errorsOf([rule(true), rule(present), rule(true, {}, { id: 'b' })])).toEqual([
      'a id: stands twice in the rule set',
    ]);
  });

  it('takes check-ins that count from a fact and that the rule reads, and no others', () => {
    const done = { '!': [{ var: 'facts.isolation.completed.present' }] };
    const running = { and: [present, { var: 'facts.isolation.in_progress.present' }] };
    const whole = { and: [done, { if: [{ '<': [close('days'), 14] }, true, running] }] };
    const checkIns = { since: 'contact.close', checkIns: 7 };
    expect(errorsOf([rule(whole, checkIns)])).toEqual([]);
    expect(errorsOf([rule(whole, { checkIns: 7 })])).toEqual([
      'a checkIns: count from a fact: the rule names none in `since`',
    ]);
    expect(errorsOf([rule(present, checkIns)])).toEqual([
      'a checkIns: are told by facts.isolation.in_progress, which the rule does not read',
      'a checkIns: are told by facts.isolation.completed, which the rule does not read',
    ]);
    const otherwise = { colour: 'green', measure: 'pass', days: 0, checkIns: 1 } as const;
    expect(errorsOf([], { otherwise })).toEqual([
      'otherwise checkIns: no fact stands behind it: its days count from the decision',
    ]);
  });
});
