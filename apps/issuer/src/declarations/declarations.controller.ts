import { Body, Controller, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Sql } from '@huren/events';
import { Answers, ProblemException, Refuses, answerWrite, problem } from '@huren/platform';
import type { CodeRef } from '@huren/standard';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findCode } from '../assessment/code-store.ts';
import { reassess } from '../assessment/reassess.ts';
import { codeState } from '../codes/views.ts';
import { ISSUER_CONTEXT } from '../issuer-context.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { hostedIssuer } from '../issuers/hosted-issuer.ts';
import { STAY_FAULTS, checkStays } from './check-stays.ts';
import { HealthDeclarationDto, ItineraryDeclarationDto } from './declarations.dto.ts';
import { declareHealth, declareItinerary } from './declare.ts';
import { codeAnswer } from '../codes/codes.answers.ts';

const unknownCode = (): never => {
  throw new ProblemException(problem(404, 'unknown_code', 'No such code of this issuer.'));
};

@ApiTags('Declarations 信息申报')
@ApiParam({ name: 'issuer', type: String, example: '420000' })
@ApiHeader({ name: 'Idempotency-Key', required: false })
@Controller('issuers/:issuer')
export class DeclarationsController {
  private readonly context: IssuerContext;

  constructor(@Inject(ISSUER_CONTEXT) context: IssuerContext) {
    this.context = context;
  }

  /**
   * 健康信息申报: what the holder says of their health. Renews the code, and is the check-in (打卡) of the day in China.
   * What it says against the holder counts for 14 days: another declaration does not take it back; a normal
   * temperature that was measured, or a correction, does.
   */
  @Post('health-declarations')
  @ApiOperation({ summary: 'Declare health' })
  @Answers(200, codeAnswer)
  @Refuses(404, 'unknown_issuer', 'unknown_code')
  health(
    @Param('issuer') issuer: string,
    @Body() { codeRef, answers }: HealthDeclarationDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.declare(issuer, codeRef, request, reply, (tx, now) =>
      declareHealth(tx, codeRef, answers, now),
    );
  }

  /** 行程申报: where the holder was. Adds to what was declared before. */
  @Post('itinerary-declarations')
  @ApiOperation({ summary: 'Declare an itinerary' })
  @Answers(200, codeAnswer)
  @Refuses(404, 'unknown_issuer', 'unknown_code')
  @Refuses(422, ...STAY_FAULTS)
  itinerary(
    @Param('issuer') issuer: string,
    @Body() { codeRef, stays }: ItineraryDeclarationDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    checkStays(stays, '/stays', this.context.clock.now());
    return this.declare(issuer, codeRef, request, reply, (tx, now) =>
      declareItinerary(tx, codeRef, stays, now),
    );
  }

  private declare(
    issuer: string,
    codeRef: CodeRef,
    request: FastifyRequest,
    reply: FastifyReply,
    write: (tx: Sql, now: Date) => Promise<void>,
  ) {
    const { code } = hostedIssuer(issuer, this.context.hosted);
    return answerWrite(this.context.database.transactions, request, reply, async (tx) => {
      if (!(await findCode(tx, code, codeRef))) return unknownCode();
      await write(tx, this.context.clock.now());
      const record = (await reassess(tx, codeRef, this.context)) ?? unknownCode();
      return { status: 200, body: codeState(record) };
    });
  }
}
