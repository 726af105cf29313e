import { verifyingKeyOf } from '@huren/crypto';
import type { SignatureAlgorithm, SigningKey } from '@huren/crypto';
import type { DivisionCode } from '@huren/standard';
import type { RegisteredKey, RegisteredKeys } from '../signatures/registered-key.ts';

/** A person's signing key for a test: the same each time. */
export const signingKey = (kid: string, alg: SignatureAlgorithm = 'SM2-SM3'): SigningKey => ({
  kid,
  alg,
  privateKey: Buffer.from(kid.padEnd(32, '.')).toString('hex'),
});

export const registered = (
  key: SigningKey,
  party: DivisionCode,
  person: string,
  more: Partial<RegisteredKey> = {},
): RegisteredKey => ({
  ...verifyingKeyOf(key),
  party,
  person,
  validFrom: '2020-01-01T00:00:00+08:00',
  validTo: null,
  ...more,
});

export const keysOf =
  (...keys: readonly RegisteredKey[]): RegisteredKeys =>
  (kid) =>
    keys.find((key) => key.kid === kid);
