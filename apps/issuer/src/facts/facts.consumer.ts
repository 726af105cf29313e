import { Controller, Inject } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { Consumes, personTopic } from '@huren/events';
import type { Outcome, PersonEvent } from '@huren/events';
import type { CodeRef } from '@huren/standard';
import { reassessAll } from '../assessment/reassess.ts';
import { ISSUER_CONTEXT } from '../issuer-context.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { FACTS_GROUP } from '../unread/groups.ts';
import { isAwaited } from './await-facts.ts';
import { lockSubject } from './lock-subject.ts';
import { storeFacts } from './store-facts.ts';

/** Keeps the facts of this deployment's own holders, and recolours their codes. One transaction an event. */
@Controller()
export class FactsConsumer {
  private readonly context: IssuerContext;

  constructor(@Inject(ISSUER_CONTEXT) context: IssuerContext) {
    this.context = context;
  }

  @Consumes(personTopic.name, { group: FACTS_GROUP, mode: 'shared' })
  onFacts(@Payload() event: PersonEvent): Promise<Outcome> {
    return this.context.database.transactions.run(async (tx) => {
      await lockSubject(tx, event.subject);
      const codes = await tx.query<{ code_ref: CodeRef }>(
        'select code_ref from code where subject = $1 order by code_ref',
        [event.subject],
      );
      if (codes.length === 0 && !(await isAwaited(tx, event.subject))) return 'applied';
      const facts = 'facts' in event ? event.facts : [];
      if (!(await storeFacts(tx, event.subject, event.version, facts))) return 'stale';
      await tx.query('update code set facts_asked = true where subject = $1', [event.subject]);
      await reassessAll(
        tx,
        codes.map(({ code_ref }) => code_ref),
        this.context,
      );
      return 'applied';
    });
  }
}
