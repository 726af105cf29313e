import { describe, expect, it } from '@jest/globals';
import { REASON_KINDS, isRelief } from './reasons.ts';
import type { Reason } from './reasons.ts';

describe('reasons', () => {
  it('relief is a closed list', () => {
    const of = (given: object) => isRelief(given as Reason);
    expect(of({ kind: 'test.nucleic', result: 'negative' })).toBe(true);
    expect(of({ kind: 'test.nucleic', result: 'positive' })).toBe(false);
    expect(of({ kind: 'isolation', status: 'completed' })).toBe(true);
    expect(of({ kind: 'isolation', status: 'ordered' })).toBe(false);
    expect(of({ kind: 'case.recovered' })).toBe(true);
    expect(of({ kind: 'contact.close' })).toBe(false);
    expect(REASON_KINDS).toHaveLength(14);
  });
});
