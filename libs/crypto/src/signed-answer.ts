import { digestOfBytes } from './digest.ts';
import { SIGNATURE_ALGORITHMS } from './signer.ts';
import type { SignatureAlgorithm, SigningKey, VerifyingKey } from './signer.ts';
import { signStatement, verifyStatement } from './statement.ts';
import type { StatementSignature } from './statement.ts';

/** The header in which an answer's signature stands. */
export const ANSWER_SIGNATURE = 'huren-signature';

/** `sm3:` and the SM3 of an answer's bytes. */
export const answerDigest: (body: string | Uint8Array) => string = digestOfBytes;

/** What is signed of an answer: the address that it answers, query included, and the digest of its body. */
const statementOf = (path: string, digest: string) => ({ kind: 'answer', path, digest });

/** A signature as a header: `alg`, `kid` and `value`, each as a quoted parameter. */
const written = ({ alg, kid, value }: StatementSignature): string =>
  `alg="${alg}", kid="${kid}", value="${value}"`;

const FORM = /^alg="([A-Z0-9-]+)", kid="([a-z0-9-]{1,40})", value="([\w-]{86})"$/;

const isAlgorithm = (text: string): text is SignatureAlgorithm =>
  SIGNATURE_ALGORITHMS.some((known) => known === text);

const read = (header: string): StatementSignature | undefined => {
  const [, alg = '', kid = '', value = ''] = FORM.exec(header) ?? [];
  return isAlgorithm(alg) ? { alg, kid, value } : undefined;
};

/** Signs an answer. @param path with the query, as it was asked @param digest of the body, as `answerDigest` gives it */
export const signAnswer = (path: string, digest: string, key: SigningKey): string =>
  written(signStatement(statementOf(path, digest), key));

/**
 * Whether an answer is to the byte what the key's owner answers at an address. A signature does not say when: an old
 * answer stays signed.
 */
export const verifyAnswer = (
  path: string,
  body: string | Uint8Array,
  header: string,
  key: VerifyingKey,
): boolean => {
  const signature = read(header);
  return signature !== undefined && verifyStatement(statementOf(path, answerDigest(body)), signature, key);
};
