import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AtDto, askedMoment } from '@huren/platform';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { alteredAmong } from './altered.ts';
import { heldAt } from '@huren/agreements';
import { matrixAt } from './matrix.ts';
import { registerMatrix } from './matrix.answers.ts';
import { entriesOf } from './register-store.ts';
import { AnswersSigned, SIGNED_ANSWERS } from './signed-answers.ts';
import type { SignedAnswers } from './signed-answers.ts';

@ApiTags('Public register 公开登记簿')
@Controller('register/matrix')
export class MatrixController {
  private readonly context: HubContext;
  private readonly answers: SignedAnswers;

  constructor(@Inject(HUB_CONTEXT) context: HubContext, @Inject(SIGNED_ANSWERS) answers: SignedAnswers) {
    this.context = context;
    this.answers = answers;
  }

  /** Whom each destination recognises, will from a date, and does not; and who is not recognised in return. Without `at`: now. */
  @Get()
  @ApiOperation({ summary: 'Who recognises whom, on a date' })
  @AnswersSigned(registerMatrix)
  async matrix(
    @Query() query: AtDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { database, clock } = this.context;
    const at = askedMoment(query) ?? clock.now();
    const [agreements, members] = [
      heldAt(await entriesOf(database.sql, 'agreement'), at),
      heldAt(await entriesOf(database.sql, 'member'), at),
    ];
    const altered = alteredAmong(agreements, await entriesOf(database.sql, 'party_key'));
    const matrix = matrixAt(
      agreements.map(({ data }) => data.agreement),
      members.map(({ data }) => data.division),
      at,
      (agreement) => altered.has(agreement),
    );
    return this.answers.send(request, reply, matrix);
  }
}
