import { randomUUID } from 'node:crypto';
import { Body, Controller, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { meaningsOf } from '@huren/dialects';
import { appendToOutbox, decisionTopic, draftOf } from '@huren/events';
import { answerWrite, refuse, riskAgeSeconds } from '@huren/platform';
import { PURPOSES, RECOGNITION_MODES, decideWithTrace } from '@huren/recognition';
import type { Knowledge, Purpose, Question, RecognitionMode } from '@huren/recognition';
import { chinaTime, isDivision, isWithin } from '@huren/standard';
import type { CodeRef, DivisionCode } from '@huren/standard';
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
import { ISSUER_CONTEXT } from '../issuer-context.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { hostedIssuer } from '../issuers/hosted-issuer.ts';
import { identifyHere } from './identify-here.ts';

class LookUpDto {
  @ApiProperty({ example: 'resident_id' })
  @IsString()
  type: string;

  @ApiProperty({ example: '11010519491231002X' })
  @IsString()
  @Length(1, 40)
  number: string;
}

export class RecognitionHereDto {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 4096)
  presented?: string;

  /** Of a known arrival. */
  @ApiPropertyOptional()
  @IsOptional()
  @Matches(/^\d{6}\.[0-9a-hjkmnp-tv-z]{26}$/, { message: 'is no code reference' })
  codeRef?: CodeRef;

  /** Of a known arrival without a telephone. */
  @ApiPropertyOptional({ type: LookUpDto })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => LookUpDto)
  document?: LookUpDto;

  @ApiProperty({ example: '330000' })
  @Matches(/^\d{6}$/, { message: 'is not six digits of GB/T 2260' })
  destination: DivisionCode;

  @ApiPropertyOptional({ enum: PURPOSES, default: 'entry' })
  @IsOptional()
  @IsIn(PURPOSES)
  purpose: Purpose = 'entry';

  @ApiPropertyOptional({ enum: RECOGNITION_MODES, default: 'showing' })
  @IsOptional()
  @IsIn(RECOGNITION_MODES)
  mode: RecognitionMode = 'showing';
}

@ApiTags('Recognition on path 1 自主互认')
@Controller('issuers/:issuer/recognitions')
export class RecognitionsController {
  private readonly context: IssuerContext;

  constructor(@Inject(ISSUER_CONTEXT) context: IssuerContext) {
    this.context = context;
  }

  /** Decides here, by replicated agreements, rules and levels, also when the hub is down. */
  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Recognise a code without the hub' })
  @ApiParam({ name: 'issuer', example: '330000' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  async recognise(
    @Param('issuer') issuer: string,
    @Body() body: RecognitionHereDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const { code } = hostedIssuer(issuer, this.context.hosted);
    const at = this.context.clock.now();
    const { destination, purpose, mode, presented, codeRef, document } = body;
    if (!isDivision(destination, at))
      refuse(422, 'unknown_division', 'destination', 'is no division of GB/T 2260');
    if (!isWithin(destination, code))
      refuse(422, 'foreign_destination', 'destination', `does not lie in ${code}`);
    if ([presented, codeRef, document].filter((given) => given !== undefined).length !== 1) {
      refuse(400, 'invalid_request', 'presented', 'has one of `presented`, `codeRef` and `document`');
    }
    const shown = await identifyHere({ presented, codeRef, document }, code, this.context);
    const question: Question = {
      decisionId: randomUUID(),
      at: chinaTime(at),
      destination,
      purpose,
      mode,
      presented: shown,
    };
    const { decision, used } = decideWithTrace(question, this.knowledge());
    return answerWrite(this.context.database.transactions, request, reply, async (tx) => {
      await tx.query(
        'insert into decision (decision_id, decided_at, body, question, used) values ($1, $2, $3, $4, $5)',
        [
          decision.decisionId,
          decision.at,
          JSON.stringify(decision),
          JSON.stringify(question),
          JSON.stringify(used),
        ],
      );
      await appendToOutbox(tx, [
        draftOf(decisionTopic, { source: `/issuers/${code}`, time: decision.at, data: { decision } }),
      ]);
      return { status: 200, body: decision };
    });
  }

  private knowledge(): Knowledge {
    const { knowledge, knowledgeCompleteAt, clock } = this.context;
    return {
      agreements: knowledge.agreements(),
      ruleSets: knowledge.ruleSets(),
      levels: knowledge.levels(),
      riskAgeSeconds: riskAgeSeconds(knowledge, knowledgeCompleteAt(), clock.now()),
      pathOf: () => 1,
      meanings: meaningsOf,
    };
  }
}
