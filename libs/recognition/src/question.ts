import type { DivisionCode, FailedResult, IssuerCode } from '@huren/standard';
import type { Assessed } from './facts.ts';
import type { Purpose, RecognitionMode } from './model/agreement.ts';
import type { Verification } from './model/decision.ts';

/** A record as a decision looks at it: without the holder's pseudonym. */
export type PresentedRecord = Assessed & {
  readonly version: number;
  readonly validUntil: string;
  readonly issuedAt: string;
};

/** A record that was shown. */
export type Shown = {
  readonly kind: 'record';
  readonly record: PresentedRecord;
  readonly verified: Verification;
  /** Until when the issuer's feed is known complete. RFC 3339. */
  readonly observedAt: string;
  readonly ageSeconds: number;
};

/** Why there is no record to look at. */
export type NotShown = {
  readonly kind: 'failed';
  readonly result: FailedResult;
  readonly fault?: string;
  /** Whose code it was, where that is known. */
  readonly issuer?: IssuerCode;
};

export type PresentedCode = Shown | NotShown;

/** "May this code's holder come in here?" A JSON value. */
export type Question = {
  readonly decisionId: string;
  /** RFC 3339, by the domain clock. */
  readonly at: string;
  readonly destination: DivisionCode;
  readonly purpose: Purpose;
  readonly mode: RecognitionMode;
  readonly presented: PresentedCode;
};
