import { publicationFaults, publicationOf } from '@huren/agreements';
import type { RegisteredKey } from '@huren/agreements';
import type { AgreementEvent, PartyKeyEvent, RuleSetEvent } from '@huren/events';

type Event = AgreementEvent | RuleSetEvent;

/** Whether published versions are as their parties and the registrar signed them, by the keys heard of. */
export type Seals = {
  /** Remembered for an event, until a key changes that it rests on. */
  isAltered(event: Event): boolean;
  applyKey(event: PartyKeyEvent): 'applied' | 'stale';
  stamp(): string[];
};

const restsOn = ({ proof }: Event, kid: string): boolean =>
  !!proof &&
  [
    proof.seal.signature,
    ...[proof, ...(proof.restsOn ?? [])].flatMap(({ signatures }) =>
      signatures.map(({ signature }) => signature),
    ),
    ...proof.acts.flatMap(({ signatures }) => signatures),
  ].some((signature) => signature.kid === kid);

/** @param unread keys of which nobody can say by now whether they have ended */
export const sealsOf = (unread: () => readonly string[]): Seals => {
  const keys = new Map<string, PartyKeyEvent>();
  const found = new Map<Event, boolean>();
  const keyOf = (kid: string): RegisteredKey | undefined => keys.get(kid)?.key;
  return {
    isAltered: (event) => {
      if (unread().some((kid) => restsOn(event, kid))) return true;
      const known = found.get(event);
      if (known !== undefined) return known;
      const altered = publicationFaults(publicationOf(event), keyOf).length > 0;
      found.set(event, altered);
      return altered;
    },
    applyKey: (event) => {
      const { kid } = event.key;
      if ((keys.get(kid)?.revision ?? 0) >= event.revision) return 'stale';
      keys.set(kid, event);
      for (const one of found.keys()) if (restsOn(one, kid)) found.delete(one);
      return 'applied';
    },
    stamp: () => [...keys].map(([kid, { revision }]) => `${kid}#${revision}`).sort(),
  };
};
