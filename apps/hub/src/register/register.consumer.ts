import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  BusContext,
  Consumes,
  agreementTopic,
  memberTopic,
  partyKeyTopic,
  regionTopic,
  ruleSetTopic,
} from '@huren/events';
import type {
  AgreementEvent,
  MemberEvent,
  Outcome,
  PartyKeyEvent,
  RegionEvent,
  RuleSetEvent,
} from '@huren/events';
import { checkKeySeal } from '@huren/platform';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import type { Kind, Registered } from './entry.ts';
import { enter } from './register-store.ts';

const shared = { group: 'hub.register', mode: 'shared' } as const;

/** Enters into the register what the bus brings, one transaction an event. */
@Controller()
export class RegisterConsumer {
  private readonly context: HubContext;

  constructor(@Inject(HUB_CONTEXT) context: HubContext) {
    this.context = context;
  }

  @Consumes(agreementTopic.name, shared)
  onAgreement(@Payload() data: AgreementEvent, @Ctx() context: BusContext): Promise<Outcome> {
    return this.enter('agreement', data.revision, data, context, data.agreement);
  }

  @Consumes(ruleSetTopic.name, shared)
  onRuleSet(@Payload() data: RuleSetEvent, @Ctx() context: BusContext): Promise<Outcome> {
    return this.enter('rule_set', data.revision, data, context, data.ruleSet);
  }

  @Consumes(memberTopic.name, shared)
  onMember(@Payload() data: MemberEvent, @Ctx() context: BusContext): Promise<Outcome> {
    return this.enter('member', data.version, data, context);
  }

  @Consumes(partyKeyTopic.name, shared)
  async onPartyKey(@Payload() data: PartyKeyEvent, @Ctx() context: BusContext): Promise<Outcome> {
    checkKeySeal(data, this.context.keys.registrar);
    return this.enter('party_key', data.revision, data, context);
  }

  @Consumes(regionTopic.name, shared)
  onLevel(@Payload() data: RegionEvent, @Ctx() context: BusContext): Promise<Outcome> {
    return this.enter('level', data.version, data, context);
  }

  private enter<K extends Kind>(
    kind: K,
    revision: number,
    data: Registered[K],
    { message: { event, offset } }: BusContext,
    document?: object,
  ): Promise<Outcome> {
    const entry = { key: event.key, revision, recordedAt: event.time, sequence: offset, data };
    return this.context.database.transactions.run((tx) => enter(tx, kind, entry, document));
  }
}
