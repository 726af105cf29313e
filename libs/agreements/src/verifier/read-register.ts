import { keyFingerprint, publicKeyFault, verifyAnswer } from '@huren/crypto';
import type { VerifyingKey } from '@huren/crypto';
import type { Colour, IssuerCode } from '@huren/standard';
import type { Meaning } from '@huren/recognition';
import type { RegisterAnswers } from './knowledge-from.ts';

/** What a verifier without an account keeps of the register, by its addresses: all with their history. */
export const REGISTER_PATHS = [
  'agreements',
  'rule-sets',
  'levels',
  'members',
  'signing-keys',
  'keys',
  'freshness',
  'value-sets/meanings',
].map((name) => `/v1/register/${name}`);

/** An answer as it came: its bytes, and the signature of its header. */
export type RegisterFile = { readonly body: string; readonly signature: string };

export type Register = RegisterAnswers & {
  /** With which key each issuer signs its offline codes. */
  readonly keys: readonly (VerifyingKey & { readonly issuer: IssuerCode })[];
  /** Up to when the levels were known complete, RFC 3339; null: that was not known. */
  readonly levelsCompleteAt: string | null;
};

/** Why the register cannot be relied upon, in words that name the file. */
export class RegisterFault extends Error {}

type Files = ReadonlyMap<string, RegisterFile>;

const fileOf = (files: Files, path: string): RegisterFile => {
  const file = files.get(path);
  if (!file) throw new RegisterFault(`${path} is missing.`);
  return file;
};

const parsed = <T>(path: string, { body }: RegisterFile): T => {
  try {
    return JSON.parse(body) as T;
  } catch {
    throw new RegisterFault(`${path} is no JSON.`);
  }
};

/** The key that has the pinned fingerprint, wherever it is named: the fingerprint alone is relied upon. */
const registrarIn = (files: Files, fingerprint: string): VerifyingKey => {
  const path = '/v1/register/signing-keys';
  const { signingKeys } = parsed<Partial<RegisterAnswers>>(path, fileOf(files, path));
  const key = signingKeys?.map((one) => one.key).find((one) => keyFingerprint(one) === fingerprint);
  if (!key) throw new RegisterFault(`No key in ${path} has the fingerprint ${fingerprint}.`);
  const fault = publicKeyFault(key.alg, key.publicKey);
  if (fault) throw new RegisterFault(`The registrar's key cannot be relied upon: ${fault}.`);
  return key;
};

/**
 * The register from its answers, each checked to be as the registrar signed it.
 * @param registrar the fingerprint of the registrar's key, known beforehand
 * @throws RegisterFault
 */
export const readRegister = (files: Files, registrar: string): Register => {
  const key = registrarIn(files, registrar);
  const parts = REGISTER_PATHS.map((path) => {
    const file = fileOf(files, path);
    if (!verifyAnswer(path, file.body, file.signature, key))
      throw new RegisterFault(`${path} is not as the registrar signed it.`);
    return parsed<object>(path, file);
  });
  const { values, ...told } = Object.assign({}, ...parts) as Omit<Register, 'meanings'> & {
    readonly values: Readonly<Record<string, Partial<Record<Colour, Meaning>>>>;
  };
  return { ...told, meanings: values };
};
