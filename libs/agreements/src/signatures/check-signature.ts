import { verifyStatement } from '@huren/crypto';
import { isInForce } from '@huren/recognition';
import type { DivisionCode } from '@huren/standard';
import { weaknessOf } from './registered-key.ts';
import type { RegisteredKey, RegisteredKeys } from './registered-key.ts';
import type { Signature, Statement } from './signature.ts';

/** Why a signature does not count. */
export const SIGNATURE_FAULTS = [
  'unknown_key',
  'foreign_key',
  'weak_key',
  'key_not_in_force',
  'other_algorithm',
  'other_act',
  'other_document',
  'other_version',
  'altered',
] as const;
export type SignatureFault = (typeof SIGNATURE_FAULTS)[number];

/** Who may sign, with which keys, and when. */
export type Signatories = {
  readonly parties: readonly DivisionCode[];
  readonly keys: RegisteredKeys;
  readonly at: Date;
};

export type CheckedSignature =
  | ({ readonly ok: true } & Pick<RegisteredKey, 'party' | 'person' | 'publicKey' | 'vouchedBy'>)
  | { readonly ok: false; readonly fault: SignatureFault; readonly message: string };

type Failed = CheckedSignature & { readonly ok: false };

const refused = (fault: SignatureFault, message: string): Failed => ({ ok: false, fault, message });

/** A signature that was given for something else. */
const replayed = (statement: Statement, given: Signature): Failed | undefined => {
  const { kind, id, version, act } = given;
  if (kind !== statement.kind || id !== statement.id) {
    return refused(
      'other_document',
      `the signature is for ${kind} ${id}, not ${statement.kind} ${statement.id}`,
    );
  }
  if (version !== statement.version) {
    return refused('other_version', `the signature is for version ${version}, not ${statement.version}`);
  }
  return act === statement.act
    ? undefined
    : refused('other_act', `the signature is for the act "${act}", not "${statement.act}"`);
};

const unfit = (key: RegisteredKey, { alg }: Signature, { parties, at }: Signatories): Failed | undefined => {
  const weakness = weaknessOf(key);
  if (weakness !== undefined) return refused('weak_key', `key ${key.kid} ${weakness}`);
  if (alg !== key.alg) return refused('other_algorithm', `key ${key.kid} is of ${key.alg}, not ${alg}`);
  if (!parties.includes(key.party)) {
    return refused('foreign_key', `key ${key.kid} is of ${key.party}, which is not to sign this`);
  }
  return isInForce(key, at)
    ? undefined
    : refused('key_not_in_force', `key ${key.kid} is valid from ${key.validFrom} to ${key.validTo ?? 'on'}`);
};

/** Whose signature it is; or why it does not count: what it was given for, its key, or an altered byte. */
export const checkSignature = (
  statement: Statement,
  given: Signature,
  signatories: Signatories,
): CheckedSignature => {
  const elsewhere = replayed(statement, given);
  if (elsewhere) return elsewhere;
  const key = signatories.keys(given.kid);
  if (!key) return refused('unknown_key', `no key ${given.kid} is registered`);
  const failed = unfit(key, given, signatories);
  if (failed) return failed;
  const { alg, kid, value } = given;
  const { party, person, publicKey, vouchedBy } = key;
  return verifyStatement(statement, { alg, kid, value }, key)
    ? { ok: true, party, person, publicKey, vouchedBy }
    : refused(
        'altered',
        `the signature of key ${kid} does not fit: a byte of what was signed, or of it, is another`,
      );
};
