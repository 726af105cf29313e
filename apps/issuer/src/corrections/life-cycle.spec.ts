import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CORRECTION_TRANSITIONS, nextState } from './life-cycle.ts';
import type { CorrectionState } from '@huren/events';
import type { CorrectionStep } from './life-cycle.ts';

const steps = fc.array(fc.constantFrom<CorrectionStep>('approve', 'reject', 'lapse'), { maxLength: 12 });

/** The state after every step that was allowed, and those steps. */
const play = (tried: readonly CorrectionStep[]) => {
  let state: CorrectionState = 'filed';
  const taken: CorrectionStep[] = [];
  for (const step of tried) {
    const next = nextState(state, step);
    if (next === undefined) continue;
    state = next;
    taken.push(step);
  }
  return { state, taken };
};

describe('a correction', () => {
  it('is upheld by two approvals and never by fewer, whatever was tried', () => {
    fc.assert(
      fc.property(steps, (tried) => {
        const { state, taken } = play(tried);
        const approvals = taken.filter((step) => step === 'approve').length;
        expect(approvals).toBeGreaterThanOrEqual(state === 'upheld' ? 2 : 0);
        expect(approvals).toBeLessThanOrEqual(3);
      }),
    );
  });

  it('that lapsed counts approvals anew: the superior has two people of its own', () => {
    expect(play(['approve', 'lapse', 'approve']).state).toBe('escalated_once');
    expect(play(['approve', 'lapse', 'approve', 'approve']).state).toBe('upheld');
  });

  it('once upheld or rejected is final', () => {
    for (const end of ['upheld', 'rejected'] as const) expect(CORRECTION_TRANSITIONS[end]).toEqual({});
    expect(play(['reject', 'approve', 'approve']).state).toBe('rejected');
  });

  it('reaches every state from the first, and each leads to an end', () => {
    const reached = new Set<CorrectionState>(['filed']);
    for (const state of reached)
      for (const next of Object.values(CORRECTION_TRANSITIONS[state])) reached.add(next);
    expect([...reached].sort()).toEqual(Object.keys(CORRECTION_TRANSITIONS).sort());
  });
});
