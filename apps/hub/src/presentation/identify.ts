import { codeRefFromReference, openHandle, openOfflineToken, presentedForm } from '@huren/crypto';
import type { OfflineKeys, HandleKeys, PresentedFault } from '@huren/crypto';
import { recognisePresented } from '@huren/dialects';
import type { FederationKeys } from '@huren/platform';
import type { Verification } from '@huren/recognition';
import { codeRef as codeRefSchema, isIssuer } from '@huren/standard';
import type { CodeRef, FailedResult } from '@huren/standard';

/** What a presented string turned out to be. */
export type Identified =
  | { readonly kind: 'code'; readonly codeRef: CodeRef; readonly verified: Verification }
  | { readonly kind: 'failed'; readonly result: FailedResult; readonly fault: string }
  /** A bare reference is no credential: only manifests, batch and arrivals take one. */
  | { readonly kind: 'reference'; readonly codeRef: CodeRef };

const failed = (fault: PresentedFault): Identified => ({
  kind: 'failed',
  result: fault === 'expired' ? 'expired' : 'verification_failed',
  fault,
});

const handleKeys =
  (keys: FederationKeys): HandleKeys =>
  (issuer, kid) => {
    if (!isIssuer(issuer)) return undefined;
    const key = keys.handleKey(issuer);
    return key.kid === kid ? key : undefined;
  };

const offlineKeys =
  (keys: FederationKeys): OfflineKeys =>
  (issuer, kid) => {
    if (!isIssuer(issuer)) return undefined;
    const key = keys.verifyingKey(issuer);
    return key.kid === kid ? key : undefined;
  };

/** Finds out which code a scanned string stands for: by the issuer's key, a signature, or its own pattern. */
export const identify = (presented: string, keys: FederationKeys, now: Date): Identified => {
  const { kind } = presentedForm(presented);
  if (kind === 'handle') {
    const opened = openHandle(presented, handleKeys(keys), now);
    return opened.ok ? code(opened.codeRef, 'mac') : failed(opened.fault);
  }
  if (kind === 'offline') {
    const opened = openOfflineToken(presented, offlineKeys(keys), now);
    return opened.ok ? code(opened.claims.codeRef, 'signature') : failed(opened.fault);
  }
  return identifyOther(presented, keys);
};

const code = (ref: string, verified: Verification): Identified => ({
  kind: 'code',
  codeRef: ref as CodeRef,
  verified,
});

const identifyOther = (presented: string, keys: FederationKeys): Identified => {
  const reference = codeRefSchema.safeParse(presented);
  if (reference.success) return { kind: 'reference', codeRef: reference.data };
  const [known] = recognisePresented(presented);
  return known
    ? code(codeRefFromReference(keys.referenceKey, known.issuer, known.reference), 'none')
    : { kind: 'failed', result: 'verification_failed', fault: 'malformed' };
};
