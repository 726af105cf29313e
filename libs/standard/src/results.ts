/** What asking about a code comes to. Only the first two are about the holder's health. */
export const RESULTS = [
  'recognised',
  'not_recognised',
  'expired',
  'not_found',
  'verification_failed',
  'unavailable',
] as const;
export type RecognitionResult = (typeof RESULTS)[number];

/** A result that has neither colour nor measure: the code could not be looked at. */
export type FailedResult = Exclude<RecognitionResult, 'recognised' | 'not_recognised'>;

/** What the verifier may do next when a result has no colour. */
export const ADVICE = {
  expired: 'refresh_code',
  not_found: 'use_document',
  verification_failed: 'refresh_code',
  unavailable: 'retry_later',
} as const satisfies Record<FailedResult, string>;
export type Advice = (typeof ADVICE)[FailedResult];
