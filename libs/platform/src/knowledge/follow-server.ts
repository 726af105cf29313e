import type { BusServer } from '@huren/events';
import { KNOWLEDGE_GROUP } from './knowledge.consumer.ts';
import type { FederationKnowledge } from './federation-knowledge.ts';

type Known = {
  readonly knowledge: FederationKnowledge;
  knowledgeCompleteAt: () => number | null;
  isCaughtUp: () => boolean;
};

/** What a process knows is as far, and as reliable, as what its server has read. */
export const followServer = (
  known: Known,
  server: Pick<BusServer, 'caughtUp' | 'heldKeysOf' | 'subscriptionOf'>,
): void => {
  known.knowledge.heed(() => server.heldKeysOf(KNOWLEDGE_GROUP));
  known.knowledgeCompleteAt = () => server.subscriptionOf(KNOWLEDGE_GROUP)?.completeAt ?? null;
  known.isCaughtUp = () => server.caughtUp && known.knowledge.allRuleSets().length > 0;
};
