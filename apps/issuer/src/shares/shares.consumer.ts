import { Controller, Inject } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { Consumes, shareTopicOf } from '@huren/events';
import type { Outcome, ShareEvent } from '@huren/events';
import type { IssuerCode } from '@huren/standard';
import { ISSUER_CONTEXT } from '../issuer-context.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { SHARES_GROUP } from '../unread/groups.ts';
import { storeShare } from './shares.ts';

/** A consumer of what is shared with one issuer: each has a topic of its own. */
export const sharesConsumerFor = (issuer: IssuerCode): Type => {
  @Controller()
  class SharesConsumer {
    private readonly context: IssuerContext;

    constructor(@Inject(ISSUER_CONTEXT) context: IssuerContext) {
      this.context = context;
    }

    @Consumes(shareTopicOf(issuer), { group: SHARES_GROUP, mode: 'shared' })
    onShare(@Payload() event: ShareEvent): Promise<Outcome> {
      return this.context.database.transactions.run(async (tx) =>
        (await storeShare(tx, issuer, event)) ? 'applied' : 'stale',
      );
    }
  }
  return SharesConsumer;
};
