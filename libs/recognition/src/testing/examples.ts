import { REASON_KINDS } from '@huren/standard';
import type { DivisionCode, Reason } from '@huren/standard';
import type { Knowledge } from '../knowledge.ts';
import type { Agreement, Clause } from '../model/agreement.ts';
import type { Rule, RuleSet } from '../model/rule-set.ts';
import type { PresentedRecord } from '../question.ts';
import { riskLevels } from '../risk-levels.ts';
import { ruleSetIndex } from '../rule-set-index.ts';
import { agreementIndex } from '../select-clause.ts';

/** Nine in the morning of a day in China. */
export const on = (day: string): Date => new Date(`${day}T09:00:00+08:00`);

export const green: PresentedRecord = {
  issuer: '420000',
  scheme: 'domestic',
  colour: 'green',
  covers: [...REASON_KINDS],
  reasons: [],
  issuedAt: '2020-03-10T09:00:00+08:00',
  validUntil: '2020-04-10T09:00:00+08:00',
  version: 3,
};

/** The same code as a colour alone. */
export const bare = (colour: PresentedRecord['colour']): PresentedRecord => ({
  ...green,
  colour,
  reasons: undefined,
});

const stated = { issuer: '420000', evidence: 'investigation' } as const;

export const contactOn = (day: string): Reason => ({
  kind: 'contact.close',
  ...stated,
  observedAt: `${day}T09:00:00+08:00`,
});

export const stayOn = (day: string, division: DivisionCode, level: 'low' | 'medium' | 'high'): Reason => ({
  kind: 'exposure.area',
  ...stated,
  observedAt: `${day}T09:00:00+08:00`,
  division,
  level,
});

export const rule = (
  when: Rule['when'],
  then: Partial<Rule['then']> = {},
  more: Partial<Rule> = {},
): Rule => ({
  id: 'a',
  when,
  then: { colour: 'yellow', measure: 'home_observation', days: 14, ...then },
  text: { 'zh-CN': '规则甲', en: 'rule A' },
  basis: 'a test',
  validFrom: '2020-01-01T00:00:00+08:00',
  validTo: null,
  ...more,
});

export const rulesOf = (rules: readonly Rule[], more: Partial<RuleSet> = {}): RuleSet => ({
  id: '440000.domestic',
  version: 1,
  destination: '440000',
  scheme: 'domestic',
  validFrom: '2020-01-01T00:00:00+08:00',
  validTo: null,
  rules: [...rules],
  otherwise: { colour: 'green', measure: 'pass', days: 0 },
  whenUnknown: { colour: 'yellow', measure: 'test_required', days: 0 },
  unrecognised: { measure: 'central_isolation', days: 14 },
  basis: 'a test',
  status: 'modelled',
  ...more,
});

export const clauseOf = (more: Partial<Clause> = {}): Clause => ({
  id: 'a',
  from: ['420000'],
  destination: '440000',
  modes: ['showing'],
  validFrom: '2020-01-01T00:00:00+08:00',
  validTo: null,
  whenStale: 'unavailable',
  ...more,
});

export const agreementOf = (clauses: readonly Clause[], more: Partial<Agreement> = {}): Agreement => ({
  id: 'example',
  version: 1,
  title: { 'zh-CN': '互认协议', en: 'An agreement' },
  parties: ['440000'],
  state: 'in_force',
  validFrom: '2020-01-01T00:00:00+08:00',
  validTo: null,
  clauses: [...clauses],
  basis: 'a test',
  ...more,
});

export const knowing = (
  agreements: readonly Agreement[],
  ruleSets: readonly RuleSet[],
  more: Partial<Knowledge> = {},
): Knowledge => ({
  agreements: agreementIndex(agreements),
  ruleSets: ruleSetIndex(ruleSets),
  levels: riskLevels([], '7'),
  riskAgeSeconds: 0,
  pathOf: () => 2,
  meanings: () => undefined,
  ...more,
});
