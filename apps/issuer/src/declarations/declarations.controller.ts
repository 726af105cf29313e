import { Body, Controller, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Sql } from '@huren/events';
import { ProblemException, answerWrite, problem } from '@huren/platform';
import type { CodeRef } from '@huren/standard';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findCode } from '../assessment/code-store.ts';
import { reassess } from '../assessment/reassess.ts';
import { codeState } from '../codes/views.ts';
import { ISSUER_CONTEXT } from '../issuer-context.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { hostedIssuer } from '../issuers/hosted-issuer.ts';
import { checkStays } from './check-stays.ts';
import { HealthDeclarationDto, ItineraryDeclarationDto } from './declarations.dto.ts';
import { declareHealth, declareItinerary } from './declare.ts';

@ApiTags('Declarations 信息申报')
@ApiParam({ name: 'issuer', example: '420000' })
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
  @HttpCode(200)
  @ApiOperation({ summary: 'Declare health' })
  health(
    @Param('issuer') issuer: string,
    @Body() { codeRef, answers }: HealthDeclarationDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.declare(issuer, codeRef, request, reply, (tx, now) =>
      declareHealth(tx, codeRef, answers, now),
    );
  }

  /** 行程申报: where the holder was. Adds to what was declared before. */
  @Post('itinerary-declarations')
  @HttpCode(200)
  @ApiOperation({ summary: 'Declare an itinerary' })
  itinerary(
    @Param('issuer') issuer: string,
    @Body() { codeRef, stays }: ItineraryDeclarationDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    checkStays(stays, '/stays');
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
  ): Promise<unknown> {
    const { code } = hostedIssuer(issuer, this.context.hosted);
    return answerWrite(this.context.database.transactions, request, reply, async (tx) => {
      if (!(await findCode(tx, code, codeRef)))
        throw new ProblemException(problem(404, 'unknown_code', 'No such code of this issuer.'));
      await write(tx, this.context.clock.now());
      const record = await reassess(tx, codeRef, this.context);
      return { status: 200, body: record && codeState(record) };
    });
  }
}
