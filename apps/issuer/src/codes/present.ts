import { HANDLE_TTL_SECONDS, makeHandle, makeOfflineToken } from '@huren/crypto';
import type { CoarseReason } from '@huren/crypto';
import type { FederationKeys } from '@huren/platform';
import { HOUR_MS, chinaDay, chinaTime } from '@huren/standard';
import type { HealthCodeRecord, Reason } from '@huren/standard';

/** A string to be shown, and until when it counts. */
export type Presented = { readonly presented: string; readonly expiresAt: string };

/** An offline token counts for so long, or until the code ends. */
export const OFFLINE_HOURS = 12;

/** The dynamic code: sixty seconds, no data, not linkable. */
export const presentDynamic = (
  { codeRef, issuer }: HealthCodeRecord,
  keys: FederationKeys,
  at: Date,
): Presented => ({
  presented: makeHandle({ codeRef, at, key: keys.handleKey(issuer) }),
  expiresAt: chinaTime(new Date(Math.floor(at.getTime() / 1000) * 1000 + HANDLE_TTL_SECONDS * 1000)),
});

const coarse = (reason: Reason): CoarseReason => {
  const { issuer: _issuer, evidence: _evidence, observedAt, expiresAt, ...rest } = reason;
  return {
    ...rest,
    observedOn: chinaDay(new Date(observedAt)),
    ...(expiresAt ? { expiresOn: chinaDay(new Date(expiresAt)) } : {}),
  };
};

/** The signed variant for verifiers without a network: days instead of instants, no pseudonym of the holder. */
export const presentOffline = (record: HealthCodeRecord, keys: FederationKeys, at: Date): Presented => {
  const end = Math.min(at.getTime() + OFFLINE_HOURS * HOUR_MS, Date.parse(record.validUntil));
  const notAfter = chinaTime(new Date(end));
  const { codeRef, issuer, scheme, colour, covers, version } = record;
  const reasons = record.reasons?.map(coarse);
  const claims = { codeRef, issuer, scheme, colour, covers, version, issuedAt: chinaTime(at), notAfter };
  return {
    presented: makeOfflineToken({ ...claims, ...(reasons ? { reasons } : {}) }, keys.signingKey(issuer)),
    expiresAt: notAfter,
  };
};
