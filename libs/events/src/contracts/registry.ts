import { agreementTopic } from './payloads/agreement.ts';
import { canaryTopic } from './payloads/canary.ts';
import { codeTopic } from './payloads/code.ts';
import { noticeContract } from './payloads/dead-letter-notice.ts';
import { correctionTopic } from './payloads/correction.ts';
import { decisionTopic } from './payloads/decision.ts';
import { feedTopic } from './payloads/feed.ts';
import { memberTopic } from './payloads/member.ts';
import { partyKeyTopic } from './payloads/party-key.ts';
import { personTopic } from './payloads/person.ts';
import { regionTopic } from './payloads/region.ts';
import { routeTopic } from './payloads/route.ts';
import { ruleSetTopic } from './payloads/rule-set.ts';
import { shareTopic } from './payloads/share.ts';
import { matches, type TopicContract } from './topic.ts';

/** All contracts in force. */
export interface Contracts {
  readonly all: readonly TopicContract[];
  /** The contract of a concrete topic. */
  find(topic: string): TopicContract | undefined;
}

/** A registry of the given topics and the notices of their dead letters. */
export const contractsOf = (topics: readonly TopicContract[]): Contracts => {
  const all = [...topics, ...topics.map(noticeContract)];
  const known = new Map<string, TopicContract | undefined>();
  return {
    all,
    find: (topic) => {
      if (!known.has(topic)) known.set(topic, all.find((contract) => matches(contract, topic)));
      return known.get(topic);
    },
  };
};

/** The topics of the federation. */
export const contracts: Contracts = contractsOf([
  codeTopic,
  regionTopic,
  personTopic,
  agreementTopic,
  ruleSetTopic,
  decisionTopic,
  shareTopic,
  canaryTopic,
  feedTopic,
  memberTopic,
  partyKeyTopic,
  correctionTopic,
  routeTopic,
]);
