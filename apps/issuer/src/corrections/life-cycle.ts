/** The states of a correction and what may become of each. */
export const CORRECTION_TRANSITIONS = {
  filed: { approve: 'approved_once', reject: 'rejected', lapse: 'escalated' },
  approved_once: { approve: 'upheld', reject: 'rejected', lapse: 'escalated' },
  /** Nobody answered in time: the addressee's superior sees it, and it can still be decided. */
  escalated: { approve: 'escalated_once', reject: 'rejected' },
  escalated_once: { approve: 'upheld', reject: 'rejected' },
  upheld: {},
  rejected: {},
} as const;

export type CorrectionState = keyof typeof CORRECTION_TRANSITIONS;
export type CorrectionStep = 'approve' | 'reject' | 'lapse';

/** The state after a step, or undefined where the step is not allowed. */
export const nextState = (state: CorrectionState, step: CorrectionStep): CorrectionState | undefined =>
  (CORRECTION_TRANSITIONS[state] as Partial<Record<CorrectionStep, CorrectionState>>)[step];
