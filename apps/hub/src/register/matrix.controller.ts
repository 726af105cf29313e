import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { Answers } from '@huren/platform';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { cacheable } from './cacheable.ts';
import { heldAt } from './held-at.ts';
import { matrixAt } from './matrix.ts';
import { registerMatrix } from './matrix.answers.ts';
import { AtDto, askedMoment } from './moment.ts';
import { entriesOf } from './register-store.ts';

@ApiTags('Public register 公开登记簿')
@Controller('register/matrix')
export class MatrixController {
  private readonly context: HubContext;

  constructor(@Inject(HUB_CONTEXT) context: HubContext) {
    this.context = context;
  }

  /** Whom each destination recognises, will from a date, and does not; and who is not recognised in return. Without `at`: now. */
  @Get()
  @ApiOperation({ summary: 'Who recognises whom, on a date' })
  @Answers(200, registerMatrix)
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
    const matrix = matrixAt(
      agreements.map(({ data }) => data.agreement),
      members.map(({ data }) => data.division),
      at,
    );
    return cacheable(request, reply, matrix);
  }
}
