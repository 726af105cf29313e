import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ProblemException, answerWrite, problem } from '@huren/platform';
import { REASON_KINDS } from '@huren/standard';
import type { CodeRef, ReasonKind } from '@huren/standard';
import { ApiHeader, ApiOperation, ApiParam, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsString, Length, Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findCode } from '../assessment/code-store.ts';
import { reassess } from '../assessment/reassess.ts';
import { ISSUER_CONTEXT } from '../issuer-context.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { hostedIssuer } from '../issuers/hosted-issuer.ts';
import { findCorrection, insertCorrection, lockCorrection, writeCorrection } from './correction-store.ts';
import { nextState } from './life-cycle.ts';

export class CorrectionDto {
  @ApiProperty({ example: '420000.0000000000000000000000000g' })
  @Matches(/^\d{6}\.[0-9a-hjkmnp-tv-z]{26}$/, { message: 'is no code reference' })
  codeRef: CodeRef;

  /** Kind of the reason that is disputed. */
  @ApiProperty({ enum: REASON_KINDS })
  @IsIn(REASON_KINDS)
  kind: ReasonKind;

  @ApiProperty({ example: 'I was not on that train.' })
  @IsString()
  @Length(1, 1000)
  statement: string;
}

export class ResolutionDto {
  @ApiProperty({ enum: ['approve', 'reject'], example: 'approve' })
  @IsIn(['approve', 'reject'])
  step: 'approve' | 'reject';

  /** Who decides. Upholding takes two different people. */
  @ApiProperty({ example: 'officer-1' })
  @IsString()
  @Length(1, 100)
  by: string;
}

const stop = (status: number, code: string, detail: string): never => {
  throw new ProblemException(problem(status, code, detail));
};

@ApiTags('Corrections 纠错')
@ApiParam({ name: 'issuer', example: '420000' })
@ApiHeader({ name: 'Idempotency-Key', required: false })
@Controller('issuers/:issuer/corrections')
export class CorrectionsController {
  private readonly context: IssuerContext;

  constructor(@Inject(ISSUER_CONTEXT) context: IssuerContext) {
    this.context = context;
  }

  /** 纠错: disputes a reason of a code. It goes to the reason's own issuer, with a deadline. */
  @Post()
  @ApiOperation({ summary: 'File a correction' })
  file(
    @Param('issuer') issuer: string,
    @Body() { codeRef, kind, statement }: CorrectionDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const { code } = hostedIssuer(issuer, this.context.hosted);
    return answerWrite(this.context.database.transactions, request, reply, async (tx) => {
      const row = await findCode(tx, code, codeRef);
      if (!row) return stop(404, 'unknown_code', 'No such code of this issuer.');
      const reason = row.record?.reasons?.find((one) => one.kind === kind);
      if (!reason) return stop(422, 'no_such_reason', `The code has no reason of the kind ${kind}.`);
      const filed = {
        correctionId: randomUUID(),
        codeRef,
        kind,
        statement,
        addressee: reason.issuer,
        filedAt: this.context.clock.now(),
      };
      return { status: 201, body: await insertCorrection(tx, filed) };
    });
  }

  @Get(':correctionId')
  @ApiOperation({ summary: 'A correction as it stands' })
  async find(@Param('correctionId') correctionId: string): Promise<unknown> {
    return (
      (await findCorrection(this.context.database.sql, correctionId)) ??
      stop(404, 'unknown_correction', 'No correction has this id.')
    );
  }

  /** Decides a correction. Upheld by two people, it sets the reason aside and the code is assessed anew. */
  @Post(':correctionId/resolutions')
  @HttpCode(200)
  @ApiOperation({ summary: 'Decide a correction' })
  resolve(
    @Param('correctionId') correctionId: string,
    @Body() { step, by }: ResolutionDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return answerWrite(this.context.database.transactions, request, reply, async (tx) => {
      const correction = await lockCorrection(tx, correctionId);
      if (!correction) return stop(404, 'unknown_correction', 'No correction has this id.');
      if (step === 'approve' && correction.approvals.includes(by))
        return stop(409, 'same_person', 'Two different people must approve.');
      const state = nextState(correction.state, step);
      if (!state) return stop(409, 'already_decided', `The correction is ${correction.state}.`);
      const approvals = step === 'approve' ? [...correction.approvals, by] : correction.approvals;
      await writeCorrection(tx, correctionId, state, approvals);
      if (state === 'upheld') await reassess(tx, correction.codeRef, this.context);
      return { status: 200, body: { ...correction, state, approvals } };
    });
  }
}
