import type { AgreementEvent, PartyKeyEvent, RuleSetEvent } from '@huren/events';
import type { Entry } from './entry.ts';
import { heldAt, publicationFaults, publicationOf } from '@huren/agreements';

/** Of agreements or rule sets in the register those that are not as they were signed, by the keys that are known by now. */
export const alteredAmong = <E extends AgreementEvent | RuleSetEvent>(
  entries: readonly Entry<E>[],
  partyKeys: readonly Entry<PartyKeyEvent>[],
): E[] => {
  const keys = new Map(heldAt(partyKeys).map(({ data: { key } }) => [key.kid, key]));
  return entries
    .map(({ data }) => data)
    .filter((told) => publicationFaults(publicationOf(told), (kid) => keys.get(kid)).length > 0);
};
