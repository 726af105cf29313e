import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Answers, ProblemException, Refuses, answerWrite, problem, refuse } from '@huren/platform';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { reassess } from '../assessment/reassess.ts';
import { ISSUER_CONTEXT } from '../issuer-context.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { hostedIssuer } from '../issuers/hosted-issuer.ts';
import { checkAuthority, checkParty } from './addresses.ts';
import { findCorrection, listCorrections, lockCorrection, writeCorrection } from './correction-store.ts';
import { hasApproved, takeStep, viewOf } from './correction.ts';
import type { CorrectionView } from './correction.ts';
import { CorrectionDto, ListCorrectionsDto, ResolutionDto, statesOf } from './corrections.dto.ts';
import { fileCorrection } from './file-correction.ts';
import { correctionAnswer, corrections } from './corrections.answers.ts';

const conflict = (code: string, detail: string): never => {
  throw new ProblemException(problem(409, code, detail));
};

@ApiTags('Corrections 纠错')
@ApiParam({ name: 'issuer', type: String, example: '420000' })
@Controller('issuers/:issuer/corrections')
export class CorrectionsController {
  private readonly context: IssuerContext;

  constructor(@Inject(ISSUER_CONTEXT) context: IssuerContext) {
    this.context = context;
  }

  /** 纠错: disputes a reason of a code of this issuer. It goes to the reason's own issuer, with a deadline. */
  @Post()
  @ApiOperation({ summary: 'File a correction' })
  @Answers(201, correctionAnswer, {
    CorrectionsController_find: { correctionId: 'correctionId' },
    CorrectionsController_resolve: { correctionId: 'correctionId' },
  })
  @Refuses(404, 'unknown_issuer', 'unknown_code')
  @Refuses(422, 'no_such_reason', 'several_issuers')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  file(
    @Param('issuer') issuer: string,
    @Body() given: CorrectionDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { code } = hostedIssuer(issuer, this.context.hosted);
    return answerWrite(this.context.database.transactions, request, reply, async (tx) => ({
      status: 201,
      body: viewOf(await fileCorrection(tx, code, given, this.context.clock.now())),
    }));
  }

  /** Corrections that this authority must answer or has answered, of codes that are kept here, oldest first. */
  @Get()
  @ApiOperation({ summary: 'Corrections addressed to an authority' })
  @Answers(200, corrections)
  @Refuses(404, 'unknown_issuer')
  @Refuses(422, 'unknown_correction')
  async list(
    @Param('issuer') issuer: string,
    @Query() query: ListCorrectionsDto,
  ): Promise<{ corrections: CorrectionView[]; next: string | null }> {
    checkAuthority(issuer);
    const { kind, after, limit } = query;
    const { sql } = this.context.database;
    if (after !== undefined && !(await findCorrection(sql, after)))
      return refuse(422, 'unknown_correction', 'after', 'is no correction');
    const found = await listCorrections(sql, issuer, {
      states: statesOf(query),
      kind,
      after,
      limit: limit + 1,
    });
    const page = found.slice(0, limit);
    const next = found.length > limit ? (page.at(-1)?.correctionId ?? null) : null;
    return { corrections: page.map(viewOf), next };
  }

  /** For the issuer of the code, that of the reason, and whoever must answer. */
  @Get(':correctionId')
  @ApiOperation({ summary: 'A correction as it stands' })
  @Answers(200, correctionAnswer)
  @Refuses(404, 'unknown_correction')
  async find(
    @Param('issuer') issuer: string,
    @Param('correctionId') correctionId: string,
  ): Promise<CorrectionView> {
    return viewOf(checkParty(await findCorrection(this.context.database.sql, correctionId), issuer));
  }

  /** Decides a correction, as its addressee. Upheld by two people, it sets the reason aside: the code is assessed anew. */
  @Post(':correctionId/resolutions')
  @ApiOperation({ summary: 'Decide a correction' })
  @Answers(200, correctionAnswer)
  @Refuses(404, 'unknown_correction')
  @Refuses(409, 'not_addressee', 'same_person', 'already_decided')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  resolve(
    @Param('issuer') issuer: string,
    @Param('correctionId') correctionId: string,
    @Body() { step, by }: ResolutionDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return answerWrite(this.context.database.transactions, request, reply, async (tx) => {
      const correction = checkParty(await lockCorrection(tx, correctionId), issuer);
      if (correction.addressee !== issuer)
        return conflict('not_addressee', `The correction is for ${correction.addressee} to decide.`);
      if (step === 'approve' && hasApproved(correction, by))
        return conflict('same_person', 'Two different people must approve.');
      const now = this.context.clock.now();
      const decided = takeStep(correction, step, by, now);
      if (!decided) return conflict('already_decided', `The correction is ${correction.state}.`);
      await writeCorrection(tx, decided, now);
      if (decided.state === 'upheld') await reassess(tx, decided.codeRef, this.context);
      return { status: 200, body: viewOf(decided) };
    });
  }
}
