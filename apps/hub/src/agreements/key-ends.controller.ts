import { Body, Controller, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { Answers, OperatorWordDto, answerWrite } from '@huren/platform';
import { chinaTime } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { strangers } from './check-terms.ts';
import { endKey } from './end-key.ts';
import { partyKeyView } from './instruments.answers.ts';
import { KeyEndDto } from './keys.dto.ts';
import { RefusesActs, refuseErrors } from './refusals.ts';
import { vouchersIn } from './vouched.ts';
import type { OnWord } from './vouched.ts';

/** Keys that were stolen or lost, or whose official has gone, end before their time. */
@Controller()
export class KeyEndsController {
  private readonly context: HubContext;

  constructor(@Inject(HUB_CONTEXT) context: HubContext) {
    this.context = context;
  }

  /** What the key signed until then counts, nothing from then on. One's own one ends alone, another person's two end. */
  @Post('members/:division/keys/:kid/end')
  @ApiTags('Members 成员单位')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'End a key of a party' })
  @ApiParam({ name: 'division', type: String, example: '420000' })
  @ApiParam({ name: 'kid' })
  @Answers(200, partyKeyView)
  @RefusesActs()
  end(
    @Param('division') party: DivisionCode,
    @Param('kid') kid: string,
    @Body() { validTo, voucher, secondVoucher }: KeyEndDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const by = vouchersIn({ voucher, secondVoucher });
    return this.ended({ party, kid, validTo }, by, request, reply);
  }

  /** On an operator's word, who has seen to who asks; both are kept: a party that has lost its only key can sign nothing. */
  @Post('admin/members/:division/keys/:kid/end')
  @ApiTags('Operations 运维')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'End a key that its party has lost' })
  @ApiParam({ name: 'division', type: String, example: '420000' })
  @ApiParam({ name: 'kid' })
  @Answers(200, partyKeyView)
  @RefusesActs()
  lost(
    @Param('division') party: DivisionCode,
    @Param('kid') kid: string,
    @Body() { officer, grounds }: OperatorWordDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const validTo = chinaTime(this.context.clock.now());
    return this.ended({ party, kid, validTo }, { officer, grounds }, request, reply);
  }

  private ended(end: Parameters<typeof endKey>[1], by: OnWord, request: FastifyRequest, reply: FastifyReply) {
    return answerWrite(this.context.database.transactions, request, reply, async (tx) => {
      refuseErrors(await strangers(tx, [end.party]));
      const key = await endKey(tx, end, by, this.context);
      return { status: 200, body: { ...key, development: false } };
    });
  }
}
