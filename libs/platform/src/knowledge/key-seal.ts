import { keySealFault } from '@huren/agreements';
import type { VerifyingKey } from '@huren/crypto';
import { ForeignSeal, partyKeyTopic } from '@huren/events';
import type { PartyKeyEvent } from '@huren/events';

/** Believes a key on the registrar's word alone. @throws ForeignSeal, for which it becomes a dead letter */
export const checkKeySeal = (event: PartyKeyEvent, registrar: VerifyingKey): void => {
  const message = keySealFault(event, registrar);
  if (message !== undefined) throw new ForeignSeal(partyKeyTopic.name, [{ pointer: '/seal', message }]);
};
