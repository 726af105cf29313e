import { canonicalJson } from './digest.ts';
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

/** Whether a signature is the key's and the statement is as it was signed, to the byte. */
export const verifyStatement = (
  statement: unknown,
  signature: StatementSignature,
  key: VerifyingKey,
): boolean =>
  signature.alg === key.alg &&
  signature.kid === key.kid &&
  signerOf(key.alg).verify(
    signedBytes(statement, key.alg, key.kid),
    Buffer.from(signature.value, 'base64url'),
    key.publicKey,
  );
