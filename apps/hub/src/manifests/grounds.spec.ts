import type { Decision } from '@huren/recognition';
import { describe, expect, it } from '@jest/globals';
import { groundsOf } from './grounds.ts';

const decision: Decision = {
  decisionId: 'd1',
  at: '2020-03-16T09:00:00+08:00',
  result: 'recognised',
  colour: 'green',
  measure: 'pass',
  measureUntil: null,
  source: {
    issuer: '420000',
    scheme: 'domestic',
    colour: 'green',
    version: 3,
    observedAt: '2020-03-16T08:59:57+08:00',
    ageSeconds: 3,
    verified: 'issuer',
    bareColour: false,
  },
  destination: '440000',
  purpose: 'point_to_point',
  mode: 'showing',
  path: 2,
  basis: {
    agreement: { id: 'trains', version: 1, clause: 'a' },
    ruleSet: { id: '440000.domestic', version: 4 },
    rules: [],
    undetermined: [],
    riskVersion: '7',
  },
  explanation: { 'zh-CN': '', en: '' },
  engine: '1',
};
const { basis, source } = decision;

const isAsBefore = (more: Partial<Decision>): boolean =>
  groundsOf({ ...decision, ...more }) === groundsOf(decision);

describe('the grounds of a decision', () => {
  it('are the same a minute later, with fresher data and another county at another level', () => {
    const later = {
      decisionId: 'd2',
      at: '2020-03-16T09:01:00+08:00',
      source: source && { ...source, observedAt: '2020-03-16T09:00:59+08:00', ageSeconds: 1 },
      basis: { ...basis, riskVersion: '8', riskAgeSeconds: 4 },
    };
    expect(isAsBefore(later)).toBe(true);
  });

  it.each<[string, Partial<Decision>]>([
    ['agreement', { basis: { ...basis, agreement: { id: 'trains', version: 2, clause: 'a' } } }],
    ['rule set', { basis: { ...basis, ruleSet: { id: '440000.domestic', version: 5 } } }],
    ['rule', { basis: { ...basis, rules: ['contact'] } }],
    ['version of the code', { source: source && { ...source, version: 4 } }],
    ['path', { path: 1 }],
    ['result', { result: 'not_recognised' }],
    ['source, none', { source: null }],
  ])('are others with another %s', (_, more) => expect(isAsBefore(more)).toBe(false));
});
