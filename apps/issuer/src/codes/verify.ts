import { openHandle, openOfflineToken, presentedForm } from '@huren/crypto';
import type { PresentedFault } from '@huren/crypto';
import type { FederationKeys } from '@huren/platform';
import type { IssuerCode } from '@huren/standard';

/** What an issuer can say of a presented string before it looks the code up. */
export type Opened =
  | { readonly ok: true; readonly codeRef: string }
  | { readonly ok: false; readonly fault: PresentedFault };

/** Opens a string that this issuer made, or says whether it is stale, altered, foreign or none at all. */
export const openOwn = (presented: string, issuer: IssuerCode, keys: FederationKeys, now: Date): Opened => {
  const form = presentedForm(presented);
  if (form.kind === 'other') return { ok: false, fault: 'malformed' };
  if (form.issuer !== issuer) return { ok: false, fault: 'foreign' };
  if (form.kind === 'handle') {
    const key = keys.handleKey(issuer);
    const opened = openHandle(presented, (_issuer, kid) => (kid === key.kid ? key : undefined), now);
    return opened.ok ? { ok: true, codeRef: opened.codeRef } : opened;
  }
  const key = keys.verifyingKey(issuer);
  const opened = openOfflineToken(presented, (_issuer, kid) => (kid === key.kid ? key : undefined), now);
  return opened.ok ? { ok: true, codeRef: opened.claims.codeRef } : opened;
};
