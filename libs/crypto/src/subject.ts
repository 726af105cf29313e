import { encodeBase32 } from './base32.ts';
import { hmacSm3 } from './mac.ts';

/** 160 of the MAC's 256 bits: 32 characters of base 32. */
const PSEUDONYM_BYTES = 20;

const pseudonym = (key: Uint8Array, ...parts: string[]): string =>
  encodeBase32(hmacSm3(key, parts.join('\u0000')).subarray(0, PSEUDONYM_BYTES));

/** The federation's pseudonym of the person behind a document's identity. */
export const deriveSubject = (federationKey: Uint8Array, identity: string): string =>
  pseudonym(federationKey, 'huren.subject.v1', identity);

/** A verifier's own pseudonym of a subject: two verifiers cannot compare what they saw. */
export const verifierPseudonym = (federationKey: Uint8Array, verifier: string, subject: string): string =>
  pseudonym(federationKey, 'huren.verifier.v1', verifier, subject);
