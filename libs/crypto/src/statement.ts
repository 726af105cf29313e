import { LRUCache } from 'lru-cache';
import { canonicalJson, sha256 } from './digest.ts';
import { signerOf } from './signer.ts';
import type { SignatureAlgorithm, SigningKey, VerifyingKey } from './signer.ts';

/** A signature over the canonical JSON of a statement, with the algorithm and the key named in it. */
export type StatementSignature = {
  readonly alg: SignatureAlgorithm;
  readonly kid: string;
  /** Base64url of 64 bytes. */
  readonly value: string;
};

/** What is signed: the statement, and by which algorithm and key, so that neither can be exchanged. */
const signedBytes = (statement: unknown, alg: string, kid: string): Buffer =>
  Buffer.from(canonicalJson({ alg, kid, statement }));

export const signStatement = (statement: unknown, key: SigningKey): StatementSignature => ({
  alg: key.alg,
  kid: key.kid,
  value: signerOf(key.alg)
    .sign(signedBytes(statement, key.alg, key.kid), key.privateKey)
    .toString('base64url'),
});

/** The bytes of a signature; undefined where they are not written in the one form of base64url. */
const bytesOf = (value: string): Buffer | undefined => {
  const bytes = Buffer.from(value, 'base64url');
  return bytes.length === 64 && bytes.toString('base64url') === value ? bytes : undefined;
};

/** Whether bytes were signed, by all that this rests on: each service of a process checks what the registrar publishes. */
const verified = new LRUCache<string, boolean>({ max: 5_000 });

const verifies = (data: Buffer, signature: Buffer, { alg, publicKey }: VerifyingKey): boolean => {
  const what = sha256(Buffer.concat([Buffer.from(`${alg} ${publicKey} `), signature, data])).toString(
    'base64',
  );
  const known = verified.get(what);
  if (known !== undefined) return known;
  const isGood = signerOf(alg).verify(data, signature, publicKey);
  verified.set(what, isGood);
  return isGood;
};

/**
 * Whether a signature is the key's and the statement is as it was signed, to the byte. The key is one that
 * `publicKeyFault` has nothing against.
 */
export const verifyStatement = (
  statement: unknown,
  signature: StatementSignature,
  key: VerifyingKey,
): boolean => {
  const bytes = bytesOf(signature.value);
  return (
    bytes !== undefined &&
    signature.alg === key.alg &&
    signature.kid === key.kid &&
    verifies(signedBytes(statement, key.alg, key.kid), bytes, key)
  );
};
