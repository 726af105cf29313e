import { canonicalJson } from './digest.ts';
import { unopened } from './faults.ts';
import type { Unopened } from './faults.ts';
import { signerOf } from './signer.ts';
import type { SigningKey, VerifyingKey } from './signer.ts';

/** A reason as an offline verifier sees it: days, no instants. */
export type CoarseReason = {
  readonly kind: string;
  readonly observedOn: string;
  readonly expiresOn?: string;
  readonly [field: string]: unknown;
};

/** What an offline token says. Nothing personal, and times of issue to the minute at most. */
export type OfflineClaims = {
  readonly codeRef: `${string}.${string}`;
  readonly issuer: string;
  readonly scheme: string;
  readonly colour: string;
  readonly covers: readonly string[];
  readonly reasons?: readonly CoarseReason[];
  readonly version: number;
  /** RFC 3339 date-times. */
  readonly issuedAt: string;
  readonly notAfter: string;
};

/** The public key of an issuer by its id. */
export type OfflineKeys = (issuer: string, kid: string) => VerifyingKey | undefined;

export type OpenedToken = { readonly ok: true; readonly claims: OfflineClaims } | Unopened;

const FORM = /^HS1\.(\d{6})\.([a-z0-9]{1,8})\.([A-Za-z0-9_-]{1,3000})\.([A-Za-z0-9_-]{86})$/;

/** The signed variant for verifiers without a network: coarser and longer-lived than a handle. */
export const makeOfflineToken = (claims: OfflineClaims, key: SigningKey): string => {
  const head = `HS1.${claims.issuer}.${key.kid}.${Buffer.from(canonicalJson(claims)).toString('base64url')}`;
  const signature = signerOf(key.alg).sign(Buffer.from(head), key.privateKey);
  return `${head}.${signature.toString('base64url')}`;
};

/** Opens an offline token, or says why it does not open. The signature is checked before the content is read. */
export const openOfflineToken = (presented: string, keys: OfflineKeys, now: Date): OpenedToken => {
  const [, issuer = '', kid = '', body = '', signature = ''] = FORM.exec(presented) ?? [];
  if (!signature) return unopened('malformed');
  const key = keys(issuer, kid);
  if (!key) return unopened('unknown_key', issuer);
  const head = Buffer.from(presented.slice(0, presented.lastIndexOf('.')));
  const bytes = Buffer.from(signature, 'base64url');
  const isCanonical = bytes.toString('base64url') === signature;
  if (!isCanonical || !signerOf(key.alg).verify(head, bytes, key.publicKey))
    return unopened('altered', issuer);
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as OfflineClaims;
  if (claims.issuer !== issuer) return unopened('foreign', issuer);
  if (Date.parse(claims.notAfter) <= now.getTime()) return unopened('expired', issuer);
  if (Date.parse(claims.issuedAt) > now.getTime() + 60_000) return unopened('not_yet_valid', issuer);
  return { ok: true, claims };
};
