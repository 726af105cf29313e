import type { SigningKey, VerifyingKey } from '@huren/crypto';
import { NATIONAL_PLATFORM } from '@huren/standard';
import { z } from 'zod';
import { checkSignature } from '../signatures/check-signature.ts';
import { REGISTRAR, registeredKey } from '../signatures/registered-key.ts';
import { sign } from '../signatures/signature.ts';
import type { Statement } from '../signatures/signature.ts';
import { signedAt } from './proof.ts';

/** A key as it is told, over the bus and in the register. `revision` counts the changes of its end. */
export const toldKey = z.strictObject({
  revision: z.int().positive(),
  key: registeredKey,
  /** The registrar's signature over all of this: on its word rests whose key it is. Without it nobody believes it. */
  seal: signedAt.optional(),
});
export type ToldKey = z.infer<typeof toldKey>;

export type SealedKey = ToldKey & { seal: NonNullable<ToldKey['seal']> };

type Unsealed = Omit<ToldKey, 'seal'>;

const keySealStatement = ({ revision, key }: Unsealed, at: string): Statement => ({
  kind: 'key',
  id: key.kid,
  version: 1,
  act: 'publish',
  content: { at, revision, key },
});

export const sealedKey = (told: Unsealed, at: string, registrar: SigningKey): SealedKey => ({
  ...told,
  seal: { at, signature: sign(keySealStatement(told, at), registrar) },
});

/**
 * Why a key that was told is not as the registrar sealed it; undefined where not a byte was altered.
 * @param registrar its key as it is known beforehand: what is told of that key says nothing about itself
 */
export const keySealFault = ({ seal, ...told }: ToldKey, registrar: VerifyingKey): string | undefined => {
  if (!seal) return 'it bears no seal';
  const { at, signature } = seal;
  const key = { ...registrar, party: NATIONAL_PLATFORM, person: REGISTRAR, validFrom: at, validTo: null };
  const keys = (kid: string) => (kid === registrar.kid ? key : undefined);
  const signatories = { parties: [NATIONAL_PLATFORM], keys, at: new Date(at) };
  const checked = checkSignature(keySealStatement(told, at), signature, signatories);
  return checked.ok ? undefined : checked.message;
};
