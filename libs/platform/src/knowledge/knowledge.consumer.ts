import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  BusContext,
  Consumes,
  agreementTopic,
  feedTopic,
  memberTopic,
  partyKeyTopic,
  regionTopic,
  ruleSetTopic,
} from '@huren/events';
import type {
  AgreementEvent,
  FeedEvent,
  MemberEvent,
  Outcome,
  PartyKeyEvent,
  RegionEvent,
  RuleSetEvent,
} from '@huren/events';
import { systemClock } from '../clock/clock.ts';
import type { FederationKnowledge } from './federation-knowledge.ts';

export const KNOWLEDGE = Symbol('federation knowledge');

/** Consumer of what every process reads from the start and keeps in memory. */
export const KNOWLEDGE_GROUP = 'knowledge';

const replica = { group: KNOWLEDGE_GROUP, mode: 'replica' } as const;

@Controller()
export class KnowledgeConsumer {
  private readonly knowledge: FederationKnowledge;

  constructor(@Inject(KNOWLEDGE) knowledge: FederationKnowledge) {
    this.knowledge = knowledge;
  }

  @Consumes(agreementTopic.name, replica)
  onAgreement(@Payload() event: AgreementEvent): Outcome {
    return this.knowledge.applyAgreement(event);
  }

  @Consumes(ruleSetTopic.name, replica)
  onRuleSet(@Payload() event: RuleSetEvent): Outcome {
    return this.knowledge.applyRuleSet(event);
  }

  @Consumes(partyKeyTopic.name, replica)
  onPartyKey(@Payload() event: PartyKeyEvent): Outcome {
    return this.knowledge.applyKey(event);
  }

  @Consumes(memberTopic.name, replica)
  onMember(@Payload() event: MemberEvent): Outcome {
    return this.knowledge.applyMember(event);
  }

  @Consumes(feedTopic.name, replica)
  onFeed(@Payload() event: FeedEvent): Outcome {
    return this.knowledge.feeds.apply(event, systemClock.now().getTime());
  }

  @Consumes(regionTopic.name, replica)
  onLevel(@Payload() event: RegionEvent, @Ctx() context: BusContext): Outcome {
    return this.knowledge.applyLevel(event, context.message.offset);
  }
}
