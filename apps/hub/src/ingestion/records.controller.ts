import { Body, Controller, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { codeRefFromReference } from '@huren/crypto';
import { dialectOf } from '@huren/dialects';
import { Answers, Refuses, answerWrite, refuse } from '@huren/platform';
import { SCHEMES, findIssuer } from '@huren/standard';
import type { IssuerCode, Scheme } from '@huren/standard';
import {
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { BATCH_LIMIT } from '../recognition/recognition.dto.ts';
import { postgresRecordIndex } from '../record-index/record-index.postgres.ts';
import { ingestRecords } from './ingest-records.ts';
import { ingestReport } from './records.answers.ts';

const EXAMPLE = [
  { k: 'REF', v: 'SAMPLE0002' },
  { k: 'SUBJ', v: '0123456789abcdefghjkmnpqrstvwxyz' },
  { k: 'UPD', v: '20260316090000' },
  { k: 'EXP', v: '20300316090000' },
  { k: 'CLR', v: 'G' },
  { k: 'CONTACT', v: '0' },
];

export class RecordsDto {
  /** Absent: the issuer's usual one. */
  @ApiPropertyOptional({ enum: SCHEMES })
  @IsOptional()
  @IsIn(SCHEMES)
  scheme?: Scheme;

  /** Records in the issuer's own dialect, whatever that looks like. */
  @ApiProperty({ type: 'array', items: {}, example: [EXAMPLE] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(BATCH_LIMIT)
  records: unknown[];
}

@ApiTags('Ingestion 数据归集')
@Controller('issuers/:issuer/records')
export class RecordsController {
  private readonly context: HubContext;

  constructor(@Inject(HUB_CONTEXT) context: HubContext) {
    this.context = context;
  }

  /** Takes up to 10,000 records of a province that keeps its own system. Good ones are taken, bad ones named. */
  @Post()
  @ApiOperation({ summary: "Hand in records in the issuer's own dialect" })
  @Answers(200, ingestReport)
  @Refuses(404, 'unknown_issuer')
  @ApiParam({ name: 'issuer', type: String, example: '230000' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  ingest(
    @Param('issuer') issuer: IssuerCode,
    @Body() { scheme, records }: RecordsDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const dialect = dialectOf(issuer, scheme ?? findIssuer(issuer)?.schemes[0] ?? 'domestic');
    if (!dialect) {
      const field = scheme && findIssuer(issuer) ? 'scheme' : 'issuer';
      const named = scheme ? ` with the ${scheme} scheme` : '';
      return refuse(404, 'unknown_issuer', field, `No issuer ${issuer.slice(0, 12)}${named}.`);
    }
    const { keys, clock, database } = this.context;
    const codeRefOf = (reference: string) => codeRefFromReference(keys.referenceKey, issuer, reference);
    return answerWrite(database.transactions, request, reply, async (tx) => {
      const report = await ingestRecords(tx, records, { ...this.context, dialect, codeRefOf });
      await postgresRecordIndex(tx).handedIn(issuer, clock.now());
      return { status: 200, body: report };
    });
  }
}
