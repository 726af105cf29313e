import { randomBytes } from 'node:crypto';
import { encodeBase32 } from './base32.ts';
import { hmacSm3 } from './mac.ts';

const REFERENCE_BYTES = 16;

export type RandomSource = (size: number) => Uint8Array;

const refOf = <I extends string>(issuer: I, bits: Uint8Array): `${I}.${string}` =>
  `${issuer}.${encodeBase32(bits.subarray(0, REFERENCE_BYTES))}`;

/** A fresh reference: issuer and 128 random bits. */
export const newCodeRef = <I extends string>(
  issuer: I,
  random: RandomSource = randomBytes,
): `${I}.${string}` => refOf(issuer, random(REFERENCE_BYTES));

/** The reference of a code that a province keeps under a reference of its own: a keyed hash of it. */
export const codeRefFromReference = <I extends string>(
  key: Uint8Array,
  issuer: I,
  reference: string,
): `${I}.${string}` => refOf(issuer, hmacSm3(key, ['huren.reference.v1', issuer, reference].join('\u0000')));

/** A verifier's own reference of a code: two verifiers cannot compare what they saw, and it opens nothing. */
export const verifierReference = <I extends string>(
  key: Uint8Array,
  verifier: string,
  codeRef: `${I}.${string}`,
): `${I}.${string}` => {
  const [issuer] = codeRef.split('.') as [I];
  return refOf(issuer, hmacSm3(key, ['huren.verifier-reference.v1', verifier, codeRef].join('\u0000')));
};
