import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AtDto, askedMoment } from '@huren/platform';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { alteredAmong } from './altered.ts';
import { heldAt, instantsOf } from '@huren/agreements';
import type { AgreementEvent, MemberEvent, RuleSetEvent } from '@huren/events';
import { ruleSetIndex } from '@huren/recognition';
import type { Entry } from './entry.ts';
import { matrixAt } from './matrix.ts';
import type { Matrix } from './matrix.ts';
import { registerMatrix } from './matrix.answers.ts';
import { entriesOf, stampOf } from './register-store.ts';
import { AnswersSigned, SIGNED_ANSWERS } from './signed-answers.ts';
import type { SignedAnswers } from './signed-answers.ts';

type Told = {
  readonly agreements: readonly Entry<AgreementEvent>[];
  readonly ruleSets: readonly Entry<RuleSetEvent>[];
  readonly members: readonly Entry<MemberEvent>[];
  readonly altered: ReadonlySet<object>;
  /** In ms and in order: between two of them the matrix is the same. */
  readonly instants: readonly number[];
};

/** Dates are looked at by whole seconds. */
const wholeSecond = (instant: number): number => Math.ceil(instant / 1000) * 1000;

const changesOf = ({ agreements, ruleSets, members }: Omit<Told, 'altered' | 'instants'>): number[] => {
  const dates = [
    ...agreements.flatMap(({ data: { agreement } }) => [
      { reviewBy: null, ...agreement },
      ...agreement.clauses,
    ]),
    ...ruleSets.map(({ data: { ruleSet } }) => ({ reviewBy: null, ...ruleSet })),
  ]
    .flatMap(({ validFrom, validTo, reviewBy }) => [validFrom, validTo, reviewBy])
    .flatMap((date) => (date ? [Date.parse(date)] : []));
  const told = [agreements, ruleSets, members].flatMap((entries) => instantsOf(entries));
  return [...dates, ...dates.map(wholeSecond), ...told].sort((a, b) => a - b);
};

const matrixOf = ({ agreements, ruleSets, members, altered }: Told, at: Date): Matrix =>
  matrixAt(
    {
      agreements: heldAt(agreements, at).map(({ data }) => data.agreement),
      ruleSets: ruleSetIndex(
        heldAt(ruleSets, at)
          .filter(({ data }) => data.state === 'in_force' || altered.has(data.ruleSet))
          .map(({ data }) => data.ruleSet),
        (ruleSet) => altered.has(ruleSet),
      ),
      members: heldAt(members, at).map(({ data }) => data.division),
      isAltered: (agreement) => altered.has(agreement),
    },
    at,
  );

@ApiTags('Public register 公开登记簿')
@Controller('register/matrix')
export class MatrixController {
  private readonly context: HubContext;
  private readonly answers: SignedAnswers;
  private known?: Told & { readonly stamp: string };

  constructor(@Inject(HUB_CONTEXT) context: HubContext, @Inject(SIGNED_ANSWERS) answers: SignedAnswers) {
    this.context = context;
    this.answers = answers;
  }

  /** Whom each destination recognises, will from a date, and does not; and who is not recognised in return. Without `at`: now. */
  @Get()
  @ApiOperation({ summary: 'Who recognises whom, on a date' })
  @AnswersSigned(registerMatrix)
  async matrix(
    @Query() query: AtDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const at = askedMoment(query) ?? this.context.clock.now();
    const told = await this.told();
    const stamp = `${told.stamp} ${told.instants.findLast((instant) => instant <= at.getTime())}`;
    return this.answers.send(request, reply, { stamp, make: () => matrixOf(told, at) });
  }
  /** What the register tells by now, read again once there is more of it. */
  private async told(): Promise<Told & { readonly stamp: string }> {
    const { sql } = this.context.database;
    const stamp = await stampOf(sql, ['agreement', 'rule_set', 'member', 'party_key']);
    if (this.known?.stamp === stamp) return this.known;
    const told = {
      agreements: await entriesOf(sql, 'agreement'),
      ruleSets: await entriesOf(sql, 'rule_set'),
      members: await entriesOf(sql, 'member'),
    };
    const keys = await entriesOf(sql, 'party_key');
    const altered = new Set<object>([
      ...alteredAmong(told.agreements, keys).map(({ agreement }) => agreement),
      ...alteredAmong(told.ruleSets, keys).map(({ ruleSet }) => ruleSet),
    ]);
    this.known = { stamp, ...told, altered, instants: changesOf(told) };
    return this.known;
  }
}
