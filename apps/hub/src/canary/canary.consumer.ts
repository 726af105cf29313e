import { Controller, Inject } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { CANARY_GROUP, Consumes, canaryTopic } from '@huren/events';
import type { CanaryEvent, Outcome } from '@huren/events';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { noteCanary } from './canary-store.ts';

@Controller()
export class CanaryConsumer {
  private readonly context: HubContext;

  constructor(@Inject(HUB_CONTEXT) context: HubContext) {
    this.context = context;
  }

  @Consumes(canaryTopic.name, { group: CANARY_GROUP, mode: 'shared' })
  onCanary(@Payload() event: CanaryEvent): Promise<Outcome> {
    return this.context.database.transactions.run((tx) => noteCanary(tx, event));
  }
}
