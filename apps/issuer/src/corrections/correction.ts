import type { CorrectionEvent, CorrectionState } from '@huren/events';
import { NATIONAL_PLATFORM, chinaTime, provinceOf } from '@huren/standard';
import type { CodeRef, DivisionCode, ReasonKind } from '@huren/standard';
import { nextState } from './life-cycle.ts';
import type { CorrectionStep } from './life-cycle.ts';

/** A step of a correction, who took it and for which authority; `by` is null where time alone did. */
export type TakenStep = {
  readonly step: CorrectionStep;
  readonly by: string | null;
  readonly at: string;
  readonly authority: DivisionCode;
};

export type Correction = {
  readonly correctionId: string;
  readonly version: number;
  readonly codeRef: CodeRef;
  readonly kind: ReasonKind;
  readonly statement: string;
  /** The issuer of the reason. */
  readonly statedBy: DivisionCode;
  /** Who must answer: the issuer of the reason, or its superior where it did not in time. */
  readonly addressee: DivisionCode;
  readonly state: CorrectionState;
  readonly filedAt: Date;
  readonly dueAt: Date;
  readonly steps: readonly TakenStep[];
};

/** Who sees what an authority did not answer: its province, and the national platform for a province. Pure. */
export const superiorOf = (authority: DivisionCode): DivisionCode =>
  authority.endsWith('0000') ? NATIONAL_PLATFORM : provinceOf(authority);

/** Whether an operator approved a correction before. Pure. */
export const hasApproved = ({ steps }: Correction, operator: string): boolean =>
  steps.some(({ step, by }) => step === 'approve' && by === operator);

/** The correction after a step, or undefined where the step is not allowed. Pure. */
export const takeStep = (
  correction: Correction,
  step: CorrectionStep,
  by: string | null,
  at: Date,
): Correction | undefined => {
  const state = nextState(correction.state, step);
  if (!state) return undefined;
  const { addressee, steps, version } = correction;
  return {
    ...correction,
    state,
    version: version + 1,
    addressee: step === 'lapse' ? superiorOf(addressee) : addressee,
    steps: [...steps, { step, by, at: chinaTime(at), authority: addressee }],
  };
};

/** A correction as it is answered. */
export type CorrectionView = Omit<Correction, 'filedAt' | 'dueAt'> & { filedAt: string; dueAt: string };

export const viewOf = ({ filedAt, dueAt, ...rest }: Correction): CorrectionView => ({
  ...rest,
  filedAt: chinaTime(filedAt),
  dueAt: chinaTime(dueAt),
});

/** What goes out on the bus: no word of the holder's, no operator. Pure. */
export const toEvent = (correction: Correction): CorrectionEvent => {
  const { statement: _statement, steps: _steps, ...event } = viewOf(correction);
  return event;
};
