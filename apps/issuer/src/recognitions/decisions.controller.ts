import { Body, Controller, Get, Header, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  Answers,
  JSON_TYPE,
  Refuses,
  erasedDecision,
  ErasureDto,
  ProblemException,
  WindowDto,
  answerWrite,
  askedPage,
  findDecision,
  keptDecision,
  listDecisions,
  listedDecisions,
  problem,
  replayDecision,
  replayedDecision,
} from '@huren/platform';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ISSUER_CONTEXT } from '../issuer-context.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { hostedIssuer } from '../issuers/hosted-issuer.ts';
import { isDecisionOf, issuerErasure } from './decisions.ts';

import type { Decision } from '@huren/recognition';
import type { JsonText } from '@huren/platform';

const unknown = (): never => {
  throw new ProblemException(problem(404, 'unknown_decision', 'No decision of this issuer has this id.'));
};

@ApiTags('Decisions on path 1 自主互认决定')
@ApiParam({ name: 'issuer', type: String, example: '330000' })
@Controller('issuers/:issuer/decisions')
export class DecisionsController {
  private readonly context: IssuerContext;

  constructor(@Inject(ISSUER_CONTEXT) context: IssuerContext) {
    this.context = context;
  }

  /** An issuer's own decisions of a window, the oldest first, a page at a time: ids and digests, nothing of whom they are about. */
  @Get()
  @ApiOperation({ summary: 'Past decisions of a window' })
  @Answers(200, listedDecisions)
  @Refuses(404, 'unknown_issuer')
  list(@Param('issuer') issuer: string, @Query() query: WindowDto) {
    const { code } = hostedIssuer(issuer, this.context.hosted);
    return listDecisions(this.context.database.sql, askedPage(query), code);
  }

  /** A decision, byte for byte as it was answered, but for the holder's pseudonym. */
  @Get(':decisionId')
  @Header(...JSON_TYPE)
  @ApiOperation({ summary: 'A past decision' })
  @Answers(200, keptDecision)
  @Refuses(404, 'unknown_issuer', 'unknown_decision')
  @Refuses(410, 'decision_erased')
  async find(
    @Param('issuer') issuer: string,
    @Param('decisionId') decisionId: string,
  ): Promise<JsonText<Decision>> {
    const { code } = hostedIssuer(issuer, this.context.hosted);
    const found = await findDecision(this.context.database.sql, decisionId, code);
    return (found as JsonText<Decision> | undefined) ?? unknown();
  }

  /** Decides again on the pinned inputs and compares with the first answer. Changes nothing. */
  @Post(':decisionId/replay')
  @ApiOperation({ summary: 'Recompute a past decision' })
  @Answers(200, replayedDecision)
  @Refuses(404, 'unknown_issuer', 'unknown_decision')
  @Refuses(409, 'artefact_altered')
  @Refuses(410, 'decision_erased', 'artefact_erased')
  async replay(@Param('issuer') issuer: string, @Param('decisionId') decisionId: string) {
    const { code } = hostedIssuer(issuer, this.context.hosted);
    return (await replayDecision(this.context.database.sql, decisionId, code)) ?? unknown();
  }

  /**
   * Erases a decision and what it used. Its digest stays, so that whoever kept the answer can still show that it was
   * given; it is not recomputed any more. Again: the same answer.
   */
  @Post(':decisionId/erasure')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Erase a past decision' })
  @Answers(200, erasedDecision)
  @Refuses(404, 'unknown_issuer', 'unknown_decision')
  erase(
    @Param('issuer') issuer: string,
    @Param('decisionId') decisionId: string,
    @Body() { grounds }: ErasureDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { code } = hostedIssuer(issuer, this.context.hosted);
    const { database, clock } = this.context;
    return answerWrite(database.transactions, request, reply, async (tx) => {
      const isOwn = await isDecisionOf(tx, code, decisionId);
      const erased = isOwn && (await issuerErasure.erase(tx, decisionId, grounds, clock.now()));
      return { status: 200, body: erased || unknown() };
    });
  }
}
