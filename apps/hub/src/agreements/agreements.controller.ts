import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { AgreementTerms } from '@huren/agreements';
import { Answers, Refuses, answerWrite } from '@huren/platform';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { agreements } from './agreements.answers.ts';
import { byId } from './by-id.ts';
import { readFile } from './instrument-store.ts';
import { viewOf } from './instrument-view.ts';
import { agreementFile, agreementTerms, draftedAgreement } from './instruments.answers.ts';
import { AgreementDraftDto, ByDto, SignaturesDto } from './instruments.dto.ts';
import { actBySignature, draft, move, termsIn } from './instruments.ts';
import { RefusesActs, refused } from './refusals.ts';
import { requestIn } from './request-in.ts';
import { versionPipe } from './version-pipe.ts';

const kind = 'agreement';

/** Agreements as they stand for whoever decides, and as their parties draft, sign, suspend and end them. */
@ApiTags('Agreements and rule sets 互认协议与规则集')
@Controller('agreements')
export class AgreementsController {
  private readonly context: HubContext;

  constructor(@Inject(HUB_CONTEXT) context: HubContext) {
    this.context = context;
  }

  @Get()
  @ApiOperation({
    summary: 'All versions of all agreements, with their dates, and whether they are as they were signed',
  })
  @Answers(200, agreements)
  agreements() {
    const { knowledge } = this.context;
    const altered = new Set(knowledge.altered());
    const listed = knowledge
      .allAgreements()
      .map((one) => ({ ...one, altered: altered.has(`${one.id}@${one.version}`) }));
    return { agreements: listed.sort(byId) };
  }

  /** Drafts the next version of an agreement, or the first. Nobody is bound by it before every party has signed. */
  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Draft a version of an agreement' })
  @Answers(201, draftedAgreement, {
    AgreementsController_file: { id: 'id' },
    AgreementsController_propose: { id: 'id', version: 'version' },
    AgreementsController_withdraw: { id: 'id', version: 'version' },
  })
  @RefusesActs()
  draft(
    @Body() { document, lane, grounds }: AgreementDraftDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return answerWrite(this.context.database.transactions, request, reply, async (tx) => {
      const terms = termsIn(agreementTerms, document);
      const given = { terms, parties: terms.parties, lane, grounds: grounds ?? null };
      const { findings } = await draft(tx, kind, given, this.context);
      return { status: 201, body: { id: terms.id, version: terms.version, terms, findings, reads: [] } };
    });
  }

  @Get(':id')
  @ApiOperation({ summary: 'An agreement with its life, its versions and every act' })
  @Answers(200, agreementFile)
  @Refuses(404, 'unknown_instrument')
  async file(@Param('id') id: string) {
    const file = await readFile(this.context.database.sql, kind, id);
    return viewOf<AgreementTerms>(file ?? refused('unknown_instrument', `There is no ${kind} ${id}.`));
  }

  /** Proposes a draft to its parties. Refused with what stands against it. */
  @Post(':id/versions/:version/proposal')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Propose a version' })
  @ApiParam({ name: 'id' })
  @ApiParam({ name: 'version' })
  @Answers(200, agreementFile)
  @RefusesActs()
  propose(
    @Param('id') id: string,
    @Param('version', versionPipe) version: number,
    @Body() { by }: ByDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.moved({ act: 'propose', version, by }, id, request, reply);
  }

  /** Takes back a version that not every party has signed. */
  @Post(':id/versions/:version/withdrawal')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Withdraw a version' })
  @ApiParam({ name: 'id' })
  @ApiParam({ name: 'version' })
  @Answers(200, agreementFile)
  @RefusesActs()
  withdraw(
    @Param('id') id: string,
    @Param('version', versionPipe) version: number,
    @Body() { by }: ByDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.moved({ act: 'withdraw', version, by }, id, request, reply);
  }

  /** Signs a version; suspends, resumes or ends it; or gives notice: what the signature says. */
  @Post(':id/signatures')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Sign, suspend, resume, give notice, or end at once' })
  @ApiParam({ name: 'id' })
  @Answers(200, agreementFile)
  @RefusesActs()
  sign(
    @Param('id') id: string,
    @Body() body: SignaturesDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return answerWrite(this.context.database.transactions, request, reply, async (tx) => {
      const file = await actBySignature(tx, { kind, id }, requestIn(body), this.context);
      return { status: 200, body: viewOf<AgreementTerms>(file) };
    });
  }

  private moved(act: Parameters<typeof move>[2], id: string, request: FastifyRequest, reply: FastifyReply) {
    return answerWrite(this.context.database.transactions, request, reply, async (tx) => {
      const file = await move(tx, { kind, id }, act, this.context);
      return { status: 200, body: viewOf<AgreementTerms>(file) };
    });
  }
}
