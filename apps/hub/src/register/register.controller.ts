import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { digestOf, keyFingerprint } from '@huren/crypto';
import { ProblemException, Refuses, problem, AtDto, askedMoment } from '@huren/platform';
import { ENGINE_VERSION, foundingAgreements } from '@huren/recognition';
import { allIssuers } from '@huren/standard';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { publishedSimulation } from '../simulations/simulation-of.ts';
import {
  agreementsAnswer,
  levelsAnswer,
  membersAnswer,
  ruleSetsAnswer,
  signingKeysAnswer,
  valueSetsAnswer,
} from './answers.ts';
import type { Entry, Kind, Registered } from './entry.ts';
import { freshnessOf } from './freshness.ts';
import { heldAt } from '@huren/agreements';
import {
  registerAgreements,
  registerDocument,
  registerFreshness,
  registerIndex,
  registerKeys,
  registerLevels,
  registerMembers,
  registerRuleSets,
  registerSigningKeys,
  registerValueSet,
  registerValueSets,
} from './register.answers.ts';
import { documentOf, entriesOf, stampOf } from './register-store.ts';
import { A_MOMENT, FOR_EVER, AnswersSigned, SIGNED_ANSWERS } from './signed-answers.ts';
import type { SignedAnswers, Source } from './signed-answers.ts';
import type { ValueSet } from './value-sets.ts';

const RESOURCES = [
  'agreements',
  'rule-sets',
  'value-sets',
  'levels',
  'members',
  'matrix',
  'keys',
  'signing-keys',
  'freshness',
];

/** Of what nothing changes while a process runs. */
const OF_THE_RELEASE = 'release';

const unknown = (code: string, detail: string): never => {
  throw new ProblemException(problem(404, code, detail));
};

/** What everybody may know, without an account: canonical JSON with an `ETag` (its SM3), to be cached. */
@ApiTags('Public register 公开登记簿')
@Controller('register')
export class RegisterController {
  private readonly context: HubContext;
  private readonly answers: SignedAnswers;

  constructor(@Inject(HUB_CONTEXT) context: HubContext, @Inject(SIGNED_ANSWERS) answers: SignedAnswers) {
    this.context = context;
    this.answers = answers;
  }

  @Get()
  @ApiOperation({ summary: 'What the register holds' })
  @AnswersSigned(registerIndex)
  index(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const make = () => ({
      engine: ENGINE_VERSION,
      registrar: keyFingerprint(this.context.keys.registrar),
      resources: RESOURCES.map((name) => ({ name, href: `/v1/register/${name}` })),
    });
    return this.answers.send(request, reply, { stamp: OF_THE_RELEASE, make });
  }

  /** Every version of every agreement as it stands, suspensions and ends included; with `at`, what held then. */
  @Get('agreements')
  @ApiOperation({ summary: 'Agreements, with their history' })
  @AnswersSigned(registerAgreements)
  async agreements(
    @Query() query: AtDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const at = askedMoment(query);
    return this.answers.send(
      request,
      reply,
      await this.sourceOf('agreement', (entries) => agreementsAnswer(entries, at)),
    );
  }

  @Get('rule-sets')
  @ApiOperation({ summary: 'Rule sets, with their history' })
  @AnswersSigned(registerRuleSets)
  async ruleSets(
    @Query() query: AtDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const at = askedMoment(query);
    return this.answers.send(
      request,
      reply,
      await this.sourceOf('rule_set', (entries) => ruleSetsAnswer(entries, at)),
    );
  }

  @Get('levels')
  @ApiOperation({ summary: 'Levels of counties, with their history' })
  @AnswersSigned(registerLevels)
  async levels(
    @Query() query: AtDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const at = askedMoment(query);
    return this.answers.send(
      request,
      reply,
      await this.sourceOf('level', (entries) => levelsAnswer(entries, at)),
    );
  }

  @Get('members')
  @ApiOperation({ summary: 'Members and their paths, with their history' })
  @AnswersSigned(registerMembers)
  async members(
    @Query() query: AtDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const at = askedMoment(query);
    return this.answers.send(
      request,
      reply,
      await this.sourceOf('member', (entries) => membersAnswer(entries, at)),
    );
  }

  /** The ids and digests of the value sets; each is read by its id. */
  @Get('value-sets')
  @ApiOperation({ summary: 'Value sets, with their history' })
  @AnswersSigned(registerValueSets)
  async valueSets(
    @Query() query: AtDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const at = askedMoment(query);
    return this.answers.send(
      request,
      reply,
      await this.sourceOf('value_set', (entries) => valueSetsAnswer(entries, at)),
    );
  }

  @Get('value-sets/:id')
  @ApiOperation({ summary: 'One value set, as it held' })
  @AnswersSigned(registerValueSet)
  @Refuses(404, 'unknown_value_set')
  @ApiParam({ name: 'id', example: 'reason-kinds' })
  async valueSet(
    @Param('id') id: string,
    @Query() query: AtDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const at = askedMoment(query);
    const found = (entries: readonly Entry<ValueSet>[]) =>
      heldAt(entries, at).find(({ key }) => key === id)?.data ??
      unknown('unknown_value_set', 'No value set has this id.');
    return this.answers.send(request, reply, await this.sourceOf('value_set', found));
  }

  /**
   * An agreement, a rule set or a value set by the digest that a decision pins it by, or the report of a simulation by
   * the digest by which one of these names it. Never changes.
   */
  @Get('documents/:digest')
  @ApiOperation({ summary: 'A document by its digest' })
  @AnswersSigned(registerDocument)
  @Refuses(404, 'unknown_document')
  @ApiParam({ name: 'digest', example: digestOf(foundingAgreements[0]) })
  async document(
    @Param('digest') digest: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const make = async () =>
      (await documentOf(this.sql, digest)) ??
      (await publishedSimulation(this.sql, digest)) ??
      unknown('unknown_document', 'No document of the register has this digest.');
    return this.answers.send(request, reply, { stamp: digest, make }, FOR_EVER);
  }

  /** With which key each issuer signs its offline codes. */
  @Get('keys')
  @ApiOperation({ summary: 'Public keys of issuers' })
  @AnswersSigned(registerKeys)
  keys(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const make = () => ({
      keys: allIssuers().map(({ code }) => ({ issuer: code, ...this.context.keys.verifyingKey(code) })),
    });
    return this.answers.send(request, reply, { stamp: OF_THE_RELEASE, make });
  }

  /** With which keys people of a party sign agreements and rule sets: with these whoever reads them checks them. */
  @Get('signing-keys')
  @ApiOperation({ summary: 'Public keys of parties' })
  @AnswersSigned(registerSigningKeys)
  async signingKeys(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.answers.send(request, reply, await this.sourceOf('party_key', signingKeysAnswer));
  }

  /** Up to when levels and records are known complete: from it follow the ages that a decision names. */
  @Get('freshness')
  @ApiOperation({ summary: 'Up to when what is decided by is known complete' })
  @AnswersSigned(registerFreshness)
  async freshness(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const make = () => freshnessOf(this.sql, this.context);
    return this.answers.send(request, reply, { stamp: null, make }, A_MOMENT);
  }

  /** An answer from all revisions of one kind: made when there is another since it was made last. */
  private async sourceOf<K extends Kind, T>(
    kind: K,
    made: (entries: readonly Entry<Registered[K]>[]) => T,
  ): Promise<Source<T>> {
    const stamp = await stampOf(this.sql, [kind]);
    return { stamp, make: async () => made(await entriesOf(this.sql, kind)) };
  }

  private get sql() {
    return this.context.database.sql;
  }
}
