import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { SIGNATURE_ALGORITHMS } from '@huren/crypto';
import type { SignatureAlgorithm, StatementSignature } from '@huren/crypto';
import { Answers, IsInstant, ProblemException, Refuses, answerWrite, problem, refuse } from '@huren/platform';
import { isInForce } from '@huren/recognition';
import { chinaTime } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import {
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsObject, IsOptional, IsString, Length, Matches, ValidateNested } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { strangers } from './check-terms.ts';
import { EXAMPLE_KEY } from './examples.ts';
import { partyKeyView, partyKeys } from './instruments.answers.ts';
import { keysOfParty } from './party-keys.ts';
import { RefusesActs, refuseErrors } from './refusals.ts';
import { registerKey } from './register-key.ts';

export class VoucherDto implements StatementSignature {
  @ApiProperty({ enum: SIGNATURE_ALGORITHMS })
  @IsIn(SIGNATURE_ALGORITHMS)
  alg: SignatureAlgorithm;

  @ApiProperty()
  @IsString()
  @Length(1, 40)
  kid: string;

  @ApiProperty()
  @Matches(/^[A-Za-z0-9_-]{86}$/, { message: 'is not 86 characters of base64url' })
  value: string;
}

export class PartyKeyDto {
  @ApiProperty({ example: EXAMPLE_KEY.kid })
  @Matches(/^[a-z0-9-]{1,40}$/, { message: 'is not small letters, digits and hyphens' })
  kid: string;

  @ApiProperty({ enum: SIGNATURE_ALGORITHMS, example: EXAMPLE_KEY.alg })
  @IsIn(SIGNATURE_ALGORITHMS)
  alg: SignatureAlgorithm;

  /** Uncompressed point, 65 bytes in hexadecimal, lower case. */
  @ApiProperty({ example: EXAMPLE_KEY.publicKey })
  @IsString()
  @Length(1, 200)
  publicKey: string;

  /** Who signs with it: the party's own name of an official. Two keys of one person are one signer. */
  @ApiProperty({ example: EXAMPLE_KEY.person })
  @IsString()
  @Length(1, 80)
  person: string;

  /** Absent: from now on. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsInstant()
  validFrom?: string;

  /** Absent: until further notice. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsInstant()
  validTo?: string;

  /** Of a key that the party has in force, over this one; needed once it has one. */
  @ApiPropertyOptional({ type: VoucherDto })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => VoucherDto)
  voucher?: VoucherDto;
}

/** With which keys the people of a party sign. */
@ApiTags('Members 成员单位')
@Controller('members/:division/keys')
export class PartyKeysController {
  private readonly context: HubContext;

  constructor(@Inject(HUB_CONTEXT) context: HubContext) {
    this.context = context;
  }

  @Get()
  @ApiOperation({ summary: "A party's keys" })
  @ApiParam({ name: 'division', example: '420000' })
  @Answers(200, partyKeys)
  @Refuses(404, 'unknown_party')
  async all(@Param('division') division: DivisionCode) {
    const [stranger] = await strangers(this.context.database.sql, [division]);
    if (stranger) throw new ProblemException(problem(404, 'unknown_party', `${stranger.message}.`));
    const keys = await keysOfParty(this.context.database.sql, division);
    return { keys: keys.map(({ key, development }) => ({ ...key, development })) };
  }

  /** Registers the key of one person; a party is a member or an authority within a member's territory. */
  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Register a key of a party' })
  @ApiParam({ name: 'division', example: '420000' })
  @Answers(201, partyKeyView, { KeyEndsController_lost: { kid: 'kid' } })
  @RefusesActs()
  register(
    @Param('division') party: DivisionCode,
    @Body() { voucher, validFrom, validTo, ...given }: PartyKeyDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return answerWrite(this.context.database.transactions, request, reply, async (tx) => {
      const now = this.context.clock.now();
      refuseErrors(await strangers(tx, [party]));
      const key = { ...given, party, validFrom: validFrom ?? chinaTime(now), validTo: validTo ?? null };
      if (key.validTo !== null && !isInForce(key, new Date(key.validFrom)))
        refuse(422, 'invalid_window', 'validTo', 'it must end after it begins');
      await registerKey(tx, key, voucher && { ...voucher }, now);
      return { status: 201, body: { ...key, development: false } };
    });
  }
}
