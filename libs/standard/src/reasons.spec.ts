import { describe, expect, it } from '@jest/globals';
import { REASON_KINDS, isRelief, reason } from './reasons.ts';
import type { Reason } from './reasons.ts';

describe('reasons', () => {
  it('relief is a closed list', () => {
    const of = (given: object) => isRelief(given as Reason);
    expect(of({ kind: 'test.nucleic', result: 'negative' })).toBe(true);
    expect(of({ kind: 'test.nucleic', result: 'positive' })).toBe(false);
    expect(of({ kind: 'isolation', status: 'completed' })).toBe(true);
    expect(of({ kind: 'isolation', status: 'ordered' })).toBe(false);
    expect(of({ kind: 'case.recovered' })).toBe(false);
    expect(of({ kind: 'contact.close' })).toBe(false);
    expect(REASON_KINDS).toHaveLength(14);
  });

  it('by hand take two people, however one of them is written', () => {
    const given = (...approvedBy: string[]) =>
      reason.safeParse({
        kind: 'manual',
        issuer: '420000',
        evidence: 'order',
        observedAt: '2020-03-16T09:00:00+08:00',
        expiresAt: '2020-03-20T09:00:00+08:00',
        grounds: 'court_order',
        approvedBy,
      }).success;
    expect(given('officer-1', 'officer-2')).toBe(true);
    for (const same of ['Officer-1', ' officer-1', 'ｏｆｆｉｃｅｒ-1', 'officer\u200b-1'])
      expect(given('officer-1', same)).toBe(false);
  });
});
