import type { AgreementEvent, PartyKeyEvent } from '@huren/events';
import type { Agreement } from '@huren/recognition';
import type { Entry } from './entry.ts';
import { heldAt, publicationFaults, publicationOf } from '@huren/agreements';

/** Of agreements in the register those that are not as they were signed, by the keys that are known by now. */
export const alteredAmong = (
  entries: readonly Entry<AgreementEvent>[],
  partyKeys: readonly Entry<PartyKeyEvent>[],
): Set<Agreement> => {
  const keys = new Map(heldAt(partyKeys).map(({ data: { key } }) => [key.kid, key]));
  const isAltered = ({ data }: Entry<AgreementEvent>): boolean =>
    publicationFaults(publicationOf(data), (kid) => keys.get(kid)).length > 0;
  return new Set(entries.filter(isAltered).map(({ data }) => data.agreement));
};
