import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ErasureDto, ProblemException, answerWrite, problem } from '@huren/platform';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ISSUER_CONTEXT } from '../issuer-context.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { hostedIssuer } from '../issuers/hosted-issuer.ts';
import { findDecision, isDecisionOf, issuerErasure, replayDecision } from './decisions.ts';

const unknown = (): never => {
  throw new ProblemException(problem(404, 'unknown_decision', 'No decision of this issuer has this id.'));
};

@ApiTags('Decisions on path 1 自主互认决定')
@ApiParam({ name: 'issuer', example: '330000' })
@Controller('issuers/:issuer/decisions')
export class DecisionsController {
  private readonly context: IssuerContext;

  constructor(@Inject(ISSUER_CONTEXT) context: IssuerContext) {
    this.context = context;
  }

  /** A decision, byte for byte as it was answered, but for the holder's pseudonym. */
  @Get(':decisionId')
  @Header('content-type', 'application/json')
  @ApiOperation({ summary: 'A past decision' })
  async find(@Param('issuer') issuer: string, @Param('decisionId') decisionId: string): Promise<string> {
    const { code } = hostedIssuer(issuer, this.context.hosted);
    return (await findDecision(this.context.database.sql, code, decisionId)) ?? unknown();
  }

  /** Decides again on the pinned inputs and compares with the first answer. Changes nothing. */
  @Post(':decisionId/replay')
  @HttpCode(200)
  @ApiOperation({ summary: 'Recompute a past decision' })
  async replay(@Param('issuer') issuer: string, @Param('decisionId') decisionId: string): Promise<unknown> {
    const { code } = hostedIssuer(issuer, this.context.hosted);
    return (await replayDecision(this.context.database.sql, code, decisionId)) ?? unknown();
  }

  /**
   * Erases a decision and what it used. Its digest stays, so that whoever kept the answer can still show that it was
   * given; it is not recomputed any more. Again: the same answer.
   */
  @Post(':decisionId/erasure')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Erase a past decision' })
  erase(
    @Param('issuer') issuer: string,
    @Param('decisionId') decisionId: string,
    @Body() { grounds }: ErasureDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const { code } = hostedIssuer(issuer, this.context.hosted);
    const { database, clock } = this.context;
    return answerWrite(database.transactions, request, reply, async (tx) => {
      const isOwn = await isDecisionOf(tx, code, decisionId);
      const erased = isOwn && (await issuerErasure.erase(tx, decisionId, grounds, clock.now()));
      return { status: 200, body: erased || unknown() };
    });
  }
}
