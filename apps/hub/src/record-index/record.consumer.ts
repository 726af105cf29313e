import { Controller, Inject } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { Consumes, codeTopic } from '@huren/events';
import type { CodeEvent, Outcome } from '@huren/events';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { RECORD_GROUP } from './record-group.ts';
import { takeStates } from './take-states.ts';

/** Keeps the record index, and what follows from a record's change, up to date. One transaction a run of events. */
@Controller()
export class RecordConsumer {
  private readonly context: HubContext;

  constructor(@Inject(HUB_CONTEXT) context: HubContext) {
    this.context = context;
  }

  @Consumes(codeTopic.name, { group: RECORD_GROUP, mode: 'shared', batch: true })
  async onCodes(@Payload() states: CodeEvent[]): Promise<Outcome[]> {
    const outcomes = await this.context.database.transactions.run((tx) =>
      takeStates(tx, states, this.context),
    );
    return outcomes.map((outcome) => (outcome === 'conflict' ? 'stale' : outcome));
  }
}
