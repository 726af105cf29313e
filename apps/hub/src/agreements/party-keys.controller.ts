import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { RegisteredKey } from '@huren/agreements';
import { Answers, ProblemException, Refuses, answerWrite, problem, refuse } from '@huren/platform';
import { isInForce } from '@huren/recognition';
import { chinaTime } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { strangers } from './check-terms.ts';
import { partyKeyView, partyKeys } from './instruments.answers.ts';
import { FirstKeyDto, PartyKeyDto } from './keys.dto.ts';
import { keysOfParty } from './party-keys.ts';
import { RefusesActs, refuseErrors } from './refusals.ts';
import { registerKey } from './register-key.ts';
import { vouchersIn } from './vouched.ts';
import type { OnWord } from './vouched.ts';

type Given = Omit<RegisteredKey, 'party' | 'validFrom' | 'validTo'> &
  Partial<Record<'validFrom' | 'validTo', string>>;

/** With which keys the people of a party sign; a party is a member or an authority within a member's territory. */
@Controller()
export class PartyKeysController {
  private readonly context: HubContext;

  constructor(@Inject(HUB_CONTEXT) context: HubContext) {
    this.context = context;
  }

  @Get('members/:division/keys')
  @ApiTags('Members 成员单位')
  @ApiOperation({ summary: "A party's keys" })
  @ApiParam({ name: 'division', type: String, example: '420000' })
  @Answers(200, partyKeys)
  @Refuses(404, 'unknown_party')
  async all(@Param('division') division: DivisionCode) {
    const [stranger] = await strangers(this.context.database.sql, [division]);
    if (stranger) throw new ProblemException(problem(404, 'unknown_party', `${stranger.message}.`));
    const keys = await keysOfParty(this.context.database.sql, division);
    return { keys: keys.map(({ key, development }) => ({ ...key, development })) };
  }

  /**
   * Registers a further key of a party, the key of one person, which those that the party has in force vouch for. Where
   * a single person does, it never counts as a second person's beside that one.
   */
  @Post('members/:division/keys')
  @ApiTags('Members 成员单位')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Register a further key of a party' })
  @ApiParam({ name: 'division', type: String, example: '420000' })
  @Answers(201, partyKeyView)
  @RefusesActs()
  register(
    @Param('division') party: DivisionCode,
    @Body() { voucher, secondVoucher, ...given }: PartyKeyDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.registered(given, party, vouchersIn({ voucher, secondVoucher }), request, reply);
  }

  /**
   * On an operator's word, who has seen to whose it is; both are kept. So a party has its first key, without which it can
   * sign nothing, and that of a second person.
   */
  @Post('admin/members/:division/keys')
  @ApiTags('Operations 运维')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Register a key of a party on an operator’s word' })
  @ApiParam({ name: 'division', type: String, example: '420000' })
  @Answers(201, partyKeyView, { KeyEndsController_lost: { kid: 'kid' } })
  @RefusesActs()
  first(
    @Param('division') party: DivisionCode,
    @Body() { officer, grounds, ...given }: FirstKeyDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.registered(given, party, { officer, grounds }, request, reply);
  }

  private registered(
    { validFrom, validTo, ...given }: Given,
    party: DivisionCode,
    by: OnWord,
    request: FastifyRequest,
    reply: FastifyReply,
  ) {
    return answerWrite(this.context.database.transactions, request, reply, async (tx) => {
      const { clock, keys } = this.context;
      const now = clock.now();
      refuseErrors(await strangers(tx, [party]));
      const key = { ...given, party, validFrom: validFrom ?? chinaTime(now), validTo: validTo ?? null };
      if (key.validTo !== null && !isInForce(key, new Date(key.validFrom)))
        refuse(422, 'invalid_window', 'validTo', 'it must end after it begins');
      const kept = await registerKey(tx, key, by, { now, registrar: keys.registrarKey });
      return { status: 201, body: { ...kept, development: false } };
    });
  }
}
