import { describe, expect, it } from '@jest/globals';
import { TRANSITIONS, transitionFaults } from './transitions.ts';

describe('the transition table of a version', () => {
  it('has no state that is never reached or never left for an end, and no step that is never taken', () => {
    expect(transitionFaults()).toEqual([]);
  });

  it.each([
    [{ ...TRANSITIONS, in_force: { amend: 'amended', end: 'ended' } }, 'the step overlay is never taken'],
    [{ ...TRANSITIONS, draft: { withdraw: 'withdrawn' } }, 'no version comes to be proposed'],
    [{ ...TRANSITIONS, suspended: { resume: 'suspended' } }, 'a version that is suspended never ends'],
    [{ ...TRANSITIONS, ended: { resume: 'in_force' } }, 'ended is no end'],
  ] as const)('says what is wrong with another: case %#', (table, fault) => {
    const signed = fault.includes('overlay')
      ? { signed: { take_effect: 'in_force' as const, end: 'ended' as const } }
      : {};
    expect(transitionFaults({ ...table, ...signed })).toContain(fault);
  });
});
