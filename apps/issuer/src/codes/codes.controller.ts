import { Body, Controller, Get, Inject, Param, Post, Req, StreamableFile } from '@nestjs/common';
import { Answers, ProblemException, Refuses, UNREAD, noteMisses, problem } from '@huren/platform';
import type { HealthCodeRecord } from '@huren/standard';
import { ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import QRCode from 'qrcode';
import { consentsOf } from '../applications/consents.ts';
import { findCode } from '../assessment/code-store.ts';
import type { CodeRow } from '../assessment/code-store.ts';
import { ISSUER_CONTEXT } from '../issuer-context.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { isCodeUnread } from '../unread/unread.ts';
import { hostedIssuer } from '../issuers/hosted-issuer.ts';
import { refuseOwnCode } from '../issuers/refuse-by-path.ts';
import { MakeDto, VerifyDto } from './codes.dto.ts';
import { presentDynamic, presentOffline } from './present.ts';
import { openOwn } from './verify.ts';
import { healthProof, withoutSubject } from './views.ts';
import { healthInformation, madeCode, verifiedCode } from './codes.answers.ts';

const EXAMPLE = '420000.0000000000000000000000000g';

@ApiTags('Codes 制码与验码')
@ApiParam({ name: 'issuer', type: String, example: '420000' })
@Controller('issuers/:issuer/codes')
export class CodesController {
  private readonly context: IssuerContext;

  constructor(@Inject(ISSUER_CONTEXT) context: IssuerContext) {
    this.context = context;
  }

  /** 健康信息查询: the code's record without the pseudonym of its holder, the holder as far as they are shown, and each consent of theirs. */
  @Get(':codeRef/health')
  @ApiOperation({ summary: 'Query health information' })
  @Answers(200, healthInformation)
  @Refuses(404, 'unknown_issuer', 'unknown_code')
  @Refuses(503, UNREAD.fault)
  @ApiParam({ name: 'codeRef', example: EXAMPLE })
  async health(@Param('issuer') issuer: string, @Param('codeRef') codeRef: string) {
    const code = await this.find(issuer, codeRef);
    const holder = {
      name: code.masked_name,
      documentType: code.document_type,
      documentNumber: code.masked_number,
    };
    const consents = await consentsOf(this.context.database.sql, code.code_ref);
    return { record: withoutSubject(code.record), holder, consents };
  }

  /** 制码: a string to be shown, as JSON or as a QR (`Accept: image/svg+xml` or `image/png`). */
  @Post(':codeRef/make')
  @ApiOperation({ summary: 'Make a code' })
  @Answers(200, madeCode)
  @Refuses(404, 'unknown_issuer', 'unknown_code')
  @Refuses(503, UNREAD.fault)
  @Refuses(409, 'uses_national_code', 'code_lapsed')
  @ApiParam({ name: 'codeRef', example: EXAMPLE })
  @ApiProduces('application/json', 'image/svg+xml', 'image/png')
  async make(
    @Param('issuer') issuer: string,
    @Param('codeRef') codeRef: string,
    @Body() { variant }: MakeDto,
    @Req() request: FastifyRequest,
  ) {
    const now = this.context.clock.now();
    const { record } = await this.find(issuer, codeRef);
    refuseOwnCode(hostedIssuer(issuer, this.context.hosted), this.context.knowledge.pathOf(record.issuer));
    if (Date.parse(record.validUntil) <= now.getTime()) {
      throw new ProblemException(
        problem(409, 'code_lapsed', `The code ended ${record.validUntil}; a health declaration renews it.`),
      );
    }
    const present = variant === 'offline' ? presentOffline : presentDynamic;
    const made = present(record, this.context.keys, now);
    const accepted = request.headers.accept ?? '';
    if (accepted.includes('image/svg+xml'))
      return picture('image/svg+xml', Buffer.from(await QRCode.toString(made.presented, { type: 'svg' })));
    if (accepted.includes('image/png')) return picture('image/png', await QRCode.toBuffer(made.presented));
    return made;
  }

  /** 验码: whether a string is a code of this issuer now, with its proof of health, or what is wrong with it. */
  @Post('verify')
  @ApiOperation({ summary: 'Verify a code' })
  @Answers(200, verifiedCode)
  @Refuses(404, 'unknown_issuer')
  async verify(
    @Param('issuer') issuer: string,
    @Body() { presented }: VerifyDto,
    @Req() request: FastifyRequest,
  ) {
    const { code } = hostedIssuer(issuer, this.context.hosted);
    const now = this.context.clock.now();
    const opened = openOwn(presented, code, this.context.keys, now);
    if (!opened.ok) {
      const result = opened.fault === 'expired' ? ('expired' as const) : ('verification_failed' as const);
      return { result, fault: opened.fault };
    }
    const row = await findCode(this.context.database.sql, code, opened.codeRef);
    if (!row?.record) {
      noteMisses(request);
      return { result: 'not_found' as const, fault: 'unknown' };
    }
    if (await isCodeUnread(row, this.context)) return UNREAD;
    const hasLapsed = Date.parse(row.record.validUntil) <= now.getTime();
    return hasLapsed
      ? { result: 'expired' as const, fault: 'code_lapsed' }
      : { result: 'valid' as const, proof: healthProof(row.record) };
  }

  private async find(issuer: string, codeRef: string): Promise<CodeRow & { record: HealthCodeRecord }> {
    const { code } = hostedIssuer(issuer, this.context.hosted);
    const row = await findCode(this.context.database.sql, code, codeRef);
    if (!row?.record)
      throw new ProblemException(problem(404, 'unknown_code', 'No such code of this issuer.'));
    if (await isCodeUnread(row, this.context))
      throw new ProblemException(
        problem(503, UNREAD.fault, 'What came last about its holder could not be read.'),
      );
    return { ...row, record: row.record };
  }
}

const picture = (type: string, content: Buffer): StreamableFile => new StreamableFile(content, { type });
