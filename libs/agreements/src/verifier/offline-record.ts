import type { CoarseReason, OfflineClaims } from '@huren/crypto';
import type { PresentedRecord } from '@huren/recognition';
import { DAY_MS, chinaTime, isRelief, startOfChinaDay } from '@huren/standard';
import type { Reason } from '@huren/standard';

/** The last second of a day in China. */
const endOfDay = (day: string): string => chinaTime(new Date(startOfChinaDay(day).getTime() + DAY_MS - 1000));

const startOfDay = (day: string): string => chinaTime(startOfChinaDay(day));

/** Which end of their days reasons are read at. */
export type Reading = 'strictest' | 'mildest';

/** A reason of which only days are known. At the strictest, adverse ones are as late as they may be, relief as early. */
const reasonOf = (
  { observedOn, expiresOn, ...rest }: CoarseReason,
  issuer: string,
  reading: Reading,
): Reason => {
  const given = { ...rest, issuer, evidence: 'unstated' } as unknown as Reason;
  const instant = isRelief(given) === (reading === 'strictest') ? startOfDay : endOfDay;
  const observedAt = instant(observedOn);
  const expiresAt = expiresOn ? instant(expiresOn) : undefined;
  return { ...given, observedAt, ...(expiresAt ? { expiresAt } : {}) };
};

/**
 * The content of an offline token as a record: at the strictest never milder than what was signed was, at the mildest
 * never stricter.
 */
export const recordOf = (claims: OfflineClaims, reading: Reading = 'strictest'): PresentedRecord => {
  const reasons = claims.reasons?.map((reason) => reasonOf(reason, claims.issuer, reading));
  const { issuer, scheme, colour, covers, version, issuedAt, notAfter } = claims;
  return {
    issuer,
    scheme,
    colour,
    covers,
    version,
    issuedAt,
    validUntil: notAfter,
    ...(reasons ? { reasons } : {}),
  } as PresentedRecord;
};
