import { SIGNATURE_ALGORITHMS, publicKeyFault } from '@huren/crypto';
import type { PublicKeyFault } from '@huren/crypto';
import { divisionCode, instant } from '@huren/standard';
import { z } from 'zod';
import type { Statement } from './signature.ts';

/** A key with which one person signs for one party, as the party registered it. */
export const registeredKey = z.strictObject({
  kid: z.string().regex(/^[a-z0-9-]{1,40}$/, 'small letters, digits and hyphens'),
  alg: z.enum(SIGNATURE_ALGORITHMS),
  /** Uncompressed point, 65 bytes in hexadecimal, lower case. */
  publicKey: z.string(),
  party: divisionCode,
  /** Who signs with it: the party's own name of an official. Two keys of one person are one signer. */
  person: z.string().min(1).max(80),
  validFrom: instant,
  validTo: instant.nullable(),
  /** On whose word alone the party has it: whom its voucher's key leads back to. Absent: an operator's, or two people's. */
  vouchedBy: z.string().min(1).max(80).optional(),
});
export type RegisteredKey = z.infer<typeof registeredKey>;

/** The hub's own key, of the national platform: it seals what is published, and no party signs with it. */
export const REGISTRAR = 'registrar';

/** The registered keys by their ids. */
export type RegisteredKeys = (kid: string) => RegisteredKey | undefined;

const SAID: Record<PublicKeyFault, string> = {
  unknown_algorithm: 'is of an algorithm that is not known here',
  malformed: 'is no uncompressed point of 65 bytes in hexadecimal',
  not_on_curve: "is no point on its algorithm's curve",
  published: 'is a published key: everybody knows its private half',
};

/** Why a key must not be registered, in words; undefined where nothing is against it. */
export const weaknessOf = ({
  alg,
  publicKey,
}: Pick<RegisteredKey, 'alg' | 'publicKey'>): string | undefined => {
  const fault = publicKeyFault(alg, publicKey);
  return fault && SAID[fault];
};

/** What a party signs, with a key that it has, to have another. */
export const keyStatement = (key: RegisteredKey): Statement => ({
  kind: 'key',
  id: key.kid,
  version: 1,
  act: 'register',
  content: key,
});

/** What a party signs, with a key that it has, so that one of its keys ends at an instant. */
export const keyEndStatement = (key: RegisteredKey, validTo: string): Statement => ({
  kind: 'key',
  id: key.kid,
  version: 1,
  act: 'end',
  content: { ...key, validTo },
});
