import type { CorrectionState } from '@huren/events';

export type CorrectionStep = 'approve' | 'reject' | 'lapse';

/** The states of a correction and what may become of each. */
export const CORRECTION_TRANSITIONS: Readonly<
  Record<CorrectionState, Readonly<Partial<Record<CorrectionStep, CorrectionState>>>>
> = {
  filed: { approve: 'approved_once', reject: 'rejected', lapse: 'escalated' },
  approved_once: { approve: 'upheld', reject: 'rejected', lapse: 'escalated' },
  /** Nobody answered in time: the addressee's superior decides it. */
  escalated: { approve: 'escalated_once', reject: 'rejected' },
  escalated_once: { approve: 'upheld', reject: 'rejected' },
  upheld: {},
  rejected: {},
};

/** The state after a step, or undefined where the step is not allowed. */
export const nextState = (state: CorrectionState, step: CorrectionStep): CorrectionState | undefined =>
  CORRECTION_TRANSITIONS[state][step];
