import { describe, expect, it } from '@jest/globals';
import { checkAuthority, checkParty } from './addresses.ts';
import { hasApproved, superiorOf, takeStep, toEvent } from './correction.ts';
import type { Correction } from './correction.ts';

const at = new Date('2020-03-16T09:00:00+08:00');

const filed: Correction = {
  correctionId: 'c1',
  version: 1,
  codeRef: '420000.00000000000000000000000000',
  kind: 'contact.close',
  statement: 'I was in another city that day',
  statedBy: '410000',
  addressee: '410000',
  state: 'filed',
  filedAt: at,
  dueAt: new Date('2020-03-19T09:00:00+08:00'),
  steps: [],
};

const problem = (code: string) =>
  expect.objectContaining({
    problem: expect.objectContaining({ status: 404, code }) as unknown,
  }) as unknown as Error;

describe('a correction', () => {
  it('remembers who took each step, for which authority', () => {
    const approved = takeStep(filed, 'approve', 'officer-1', at);
    expect(approved).toMatchObject({
      version: 2,
      state: 'approved_once',
      steps: [{ step: 'approve', by: 'officer-1', authority: '410000', at: '2020-03-16T09:00:00+08:00' }],
    });
    expect([filed, approved].map((one) => one && hasApproved(one, 'officer-1'))).toEqual([false, true]);
    expect(approved && takeStep(approved, 'approve', 'officer-2', at)?.state).toBe('upheld');
  });

  it('that nobody answered goes to whoever is above, and one that is decided goes nowhere', () => {
    expect(takeStep(filed, 'lapse', null, at)).toMatchObject({ addressee: '000000', statedBy: '410000' });
    expect(['440111', '440100', '440000'].map((code) => superiorOf(code as '440111'))).toEqual([
      '440000',
      '440000',
      '000000',
    ]);
    const rejected = takeStep(filed, 'reject', 'officer-1', at);
    expect(rejected && takeStep(rejected, 'approve', 'officer-2', at)).toBeUndefined();
  });

  it('goes out without the holder’s words and without who decided', () => {
    const event = toEvent(takeStep(filed, 'approve', 'officer-1', at) ?? filed);
    expect(JSON.stringify(event)).not.toMatch(/another city|officer-1/);
    expect(event).toMatchObject({ filedAt: '2020-03-16T09:00:00+08:00', dueAt: '2020-03-19T09:00:00+08:00' });
  });
});

describe('the address of a correction', () => {
  it('is that of whoever issued the code, stated the reason or must answer', () => {
    for (const authority of ['420000', '410000']) expect(checkParty(filed, authority)).toBe(filed);
    expect(() => checkParty(filed, '330000')).toThrow(problem('unknown_correction'));
    expect(() => checkParty(undefined, '420000')).toThrow(problem('unknown_correction'));
  });

  it('is an issuer’s or a division’s', () => {
    for (const code of ['330110', '440111', '000000']) expect(() => checkAuthority(code)).not.toThrow();
    expect(() => checkAuthority('999999')).toThrow(problem('unknown_issuer'));
  });
});
