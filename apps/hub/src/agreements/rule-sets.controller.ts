import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Sql } from '@huren/events';
import { Answers, Refuses, answerWrite } from '@huren/platform';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { ruleSets } from './agreements.answers.ts';
import { byId } from './by-id.ts';
import { withCheckedRules } from './check-rules.ts';
import { readFile } from './instrument-store.ts';
import { ruleSetViewOf } from './instrument-view.ts';
import { draftedRuleSet, ruleSetFile, ruleSetTerms } from './instruments.answers.ts';
import { ByDto, RuleSetDraftDto, SignaturesDto } from './instruments.dto.ts';
import { actBySignature, draft, move, ruleSetParties, termsIn } from './instruments.ts';
import { RefusesActs, refused } from './refusals.ts';
import { requestIn } from './request-in.ts';
import { versionPipe } from './version-pipe.ts';

const kind = 'rule_set';

/** Rule sets as they stand for whoever decides, and as their parties draft, sign, suspend and end them. */
@ApiTags('Agreements and rule sets 互认协议与规则集')
@Controller('rule-sets')
export class RuleSetsController {
  private readonly context: HubContext;

  constructor(@Inject(HUB_CONTEXT) context: HubContext) {
    this.context = context;
  }

  @Get()
  @ApiOperation({ summary: 'All versions of all rule sets, with their dates' })
  @Answers(200, ruleSets)
  ruleSets() {
    return { ruleSets: this.context.knowledge.allRuleSets().sort(byId) };
  }

  /** Drafts the next version of a rule set, or the first. Nobody is bound by it before it is signed. */
  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Draft a version of a rule set' })
  @Answers(201, draftedRuleSet, {
    RuleSetsController_file: { id: 'id' },
    RuleSetsController_propose: { id: 'id', version: 'version' },
    RuleSetsController_withdraw: { id: 'id', version: 'version' },
  })
  @RefusesActs()
  @Refuses(503, 'busy')
  draft(
    @Body() { document, lane, grounds, party }: RuleSetDraftDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const write = async (tx: Sql) => {
      const terms = termsIn(ruleSetTerms, document);
      const given = { terms, parties: ruleSetParties(terms, party), lane, grounds: grounds ?? null };
      const { findings, reads } = await draft(tx, kind, given, this.context);
      return { status: 201, body: { id: terms.id, version: terms.version, terms, findings, reads } };
    };
    return withCheckedRules(() => answerWrite(this.context.database.transactions, request, reply, write));
  }

  @Get(':id')
  @ApiOperation({ summary: 'A rule set with its life, its versions and every act' })
  @Answers(200, ruleSetFile)
  @Refuses(404, 'unknown_instrument')
  async file(@Param('id') id: string) {
    const file = await readFile(this.context.database.sql, kind, id);
    return ruleSetViewOf(file ?? refused('unknown_instrument', `There is no ${kind} ${id}.`));
  }

  /** Proposes a draft to its parties. Refused with what stands against it. */
  @Post(':id/versions/:version/proposal')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Propose a version' })
  @ApiParam({ name: 'id' })
  @ApiParam({ name: 'version' })
  @Answers(200, ruleSetFile)
  @RefusesActs()
  @Refuses(503, 'busy')
  propose(
    @Param('id') id: string,
    @Param('version', versionPipe) version: number,
    @Body() { by }: ByDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.moved({ act: 'propose', version, by }, id, request, reply);
  }

  /** Takes back a version that not it is signed. */
  @Post(':id/versions/:version/withdrawal')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Withdraw a version' })
  @ApiParam({ name: 'id' })
  @ApiParam({ name: 'version' })
  @Answers(200, ruleSetFile)
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
  @Answers(200, ruleSetFile)
  @RefusesActs()
  sign(
    @Param('id') id: string,
    @Body() body: SignaturesDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return answerWrite(this.context.database.transactions, request, reply, async (tx) => {
      const file = await actBySignature(tx, { kind, id }, requestIn(body), this.context);
      return { status: 200, body: ruleSetViewOf(file) };
    });
  }

  private moved(act: Parameters<typeof move>[2], id: string, request: FastifyRequest, reply: FastifyReply) {
    const write = async (tx: Sql) => {
      const file = await move(tx, { kind, id }, act, this.context);
      return { status: 200, body: ruleSetViewOf(file) };
    };
    return withCheckedRules(() => answerWrite(this.context.database.transactions, request, reply, write));
  }
}
