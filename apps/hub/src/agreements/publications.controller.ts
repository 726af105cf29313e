import { Controller, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { AgreementTerms, InstrumentKind } from '@huren/agreements';
import { Answers, Refuses, answerWrite } from '@huren/platform';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { ruleSetViewOf, viewOf } from './instrument-view.ts';
import { agreementFile, ruleSetFile } from './instruments.answers.ts';
import { tellAgain } from './instruments.ts';

/** What was put on the topics in the place of a version, altered or by mistake, is overtaken by the version itself. */
@ApiTags('Operations 运维')
@Controller('admin')
export class PublicationsController {
  private readonly context: HubContext;

  constructor(@Inject(HUB_CONTEXT) context: HubContext) {
    this.context = context;
  }

  /**
   * Tells of all versions once more, as their parties signed them and as they stand, each under a revision beyond
   * whatever anybody told of it. It changes nothing that was agreed.
   */
  @Post('agreements/:id/publication')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Publish an agreement again' })
  @ApiParam({ name: 'id', example: 'baiyun-hubei' })
  @Answers(200, agreementFile)
  @Refuses(404, 'unknown_instrument')
  @Refuses(409, 'no_revision_left')
  agreement(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.again('agreement', id, viewOf<AgreementTerms>, request, reply);
  }

  /** The same for a rule set. */
  @Post('rule-sets/:id/publication')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Publish a rule set again' })
  @ApiParam({ name: 'id', example: '440111.domestic' })
  @Answers(200, ruleSetFile)
  @Refuses(404, 'unknown_instrument')
  @Refuses(409, 'no_revision_left')
  ruleSet(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.again('rule_set', id, ruleSetViewOf, request, reply);
  }

  private again<View extends object>(
    kind: InstrumentKind,
    id: string,
    view: (file: Awaited<ReturnType<typeof tellAgain>>) => View,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<View> {
    return answerWrite(this.context.database.transactions, request, reply, async (tx) => ({
      status: 200,
      body: view(await tellAgain(tx, { kind, id }, this.context)),
    }));
  }
}
