import type { HealthCodeRecord } from '@huren/standard';

/** What the holder's side is told after a write: the code as it now stands. */
export const codeState = ({ codeRef, issuer, scheme, colour, validUntil, version }: HealthCodeRecord) => ({
  codeRef,
  issuer,
  scheme,
  colour,
  validUntil,
  version,
});

/** The record for whoever knows its reference: all but the pseudonym by which the federation knows its holder. */
export const withoutSubject = ({
  subject: _subject,
  ...record
}: HealthCodeRecord): Omit<HealthCodeRecord, 'subject'> => record;

/**
 * The proof of health of GB/T 38962 for whoever scanned a code: level, source, time and expiry. Nothing in it tells
 * two people apart, or finds one again.
 */
export const healthProof = ({ colour, issuer, scheme, issuedAt, validUntil }: HealthCodeRecord) => ({
  colour,
  issuer,
  scheme,
  issuedAt,
  validUntil,
});
