import type { Knowledge } from '../knowledge.ts';
import type { Clause } from '../model/agreement.ts';
import type { Question, Shown } from '../question.ts';
import { agreementOf, clauseOf, green, knowing, rule, rulesOf } from './examples.ts';

const close = rule(
  { '<': [{ var: 'facts.contact.close.days' }, 14] },
  { since: 'contact.close' },
  { id: 'contact' },
);
export const rules = rulesOf([close], { version: 4 });

/** What is asked at Baiyun on 16 March 2020 about a Hubei green. */
export const asked = (more: Partial<Question> = {}, shown: Partial<Shown> = {}): Question => ({
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
/** Knowledge of one agreement with one clause, and one rule about close contacts. */
export const given = (clause: Partial<Clause> = {}, more: Partial<Knowledge> = {}): Knowledge =>
  knowing([agreementOf([clauseOf(clause)], { version: 2 })], [rules], more);
