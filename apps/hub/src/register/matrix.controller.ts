import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AtDto, askedMoment } from '@huren/platform';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { alteredAmong } from './altered.ts';
import { heldAt, instantsOf } from '@huren/agreements';
import type { AgreementEvent, MemberEvent } from '@huren/events';
import type { Agreement } from '@huren/recognition';
import type { Entry } from './entry.ts';
import { matrixAt } from './matrix.ts';
import type { Matrix } from './matrix.ts';
import { registerMatrix } from './matrix.answers.ts';
import { entriesOf, stampOf } from './register-store.ts';
import { AnswersSigned, SIGNED_ANSWERS } from './signed-answers.ts';
import type { SignedAnswers } from './signed-answers.ts';

type Told = {
  readonly agreements: readonly Entry<AgreementEvent>[];
  readonly members: readonly Entry<MemberEvent>[];
  readonly altered: ReadonlySet<Agreement>;
  /** In ms and in order: between two of them the matrix is the same. */
  readonly instants: readonly number[];
};

/** Dates are looked at by whole seconds. */
const wholeSecond = (instant: number): number => Math.ceil(instant / 1000) * 1000;

const changesOf = (
  agreements: readonly Entry<AgreementEvent>[],
  members: readonly Entry<MemberEvent>[],
): number[] => {
  const dates = agreements
    .flatMap(({ data: { agreement } }) => [{ reviewBy: null, ...agreement }, ...agreement.clauses])
    .flatMap(({ validFrom, validTo, reviewBy }) => [validFrom, validTo, reviewBy])
    .flatMap((date) => (date ? [Date.parse(date)] : []));
  return [...dates, ...dates.map(wholeSecond), ...instantsOf(agreements), ...instantsOf(members)].sort(
    (a, b) => a - b,
  );
};

const matrixOf = ({ agreements, members, altered }: Told, at: Date): Matrix =>
  matrixAt(
    heldAt(agreements, at).map(({ data }) => data.agreement),
    heldAt(members, at).map(({ data }) => data.division),
    at,
    (agreement) => altered.has(agreement),
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
    const stamp = await stampOf(sql, ['agreement', 'member', 'party_key']);
    if (this.known?.stamp === stamp) return this.known;
    const [agreements, members] = [await entriesOf(sql, 'agreement'), await entriesOf(sql, 'member')];
    const altered = alteredAmong(agreements, await entriesOf(sql, 'party_key'));
    this.known = { stamp, agreements, members, altered, instants: changesOf(agreements, members) };
    return this.known;
  }
}
