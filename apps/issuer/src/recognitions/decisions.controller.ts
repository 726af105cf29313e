import { Controller, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ProblemException, problem } from '@huren/platform';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ISSUER_CONTEXT } from '../issuer-context.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { hostedIssuer } from '../issuers/hosted-issuer.ts';
import { findDecision, replayDecision } from './decisions.ts';

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
}
