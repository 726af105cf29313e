import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { PATIENT, momentIn, selectDismissed } from '@huren/events';
import type { DismissedLetter } from '@huren/events';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../errors/problem.ts';
import { Answers, Refuses } from '../http/answers.ts';
import { answerWrite } from '../http/write.ts';
import { DismissDto, DismissedListDto, checkedSelection, selectionOf } from './dead-letters.dto.ts';
import { chosenOf, deliveriesWithGone } from './deliveries.ts';
import { dismissEach, forAWhile } from './each-consumer.ts';
import type { DismissedEach } from './each-consumer.ts';
import { cursorOf } from './letter-cursor.ts';
import { dismissal, dismissedLetters } from './operations.answers.ts';
import { OPERATIONS } from './operations.ts';
import type { Operations } from './operations.ts';

/** A place among those that were dismissed. */
const PLACE = /^\d{1,18}$/;

@ApiTags('Operations 运维')
@Controller('admin/dead-letters')
export class DismissalsController {
  private readonly operations: Operations;

  constructor(@Inject(OPERATIONS) operations: Operations) {
    this.operations = operations;
  }

  /**
   * Removes letters that shall never be applied, also of a consumer that the service has no more: one, those of a key, of
   * a topic, or all, of those that were put until `until`, or until it begins. The consumer stands by what it applied last.
   * What is parked behind a letter stays, and the next replay begins with it. Of each letter all but its payload is kept
   * for a year, with officer and grounds. A process that keeps letters itself reads everything again when it starts, and
   * may have it again. Where a replay is at work on the consumer's letters it waits. After twenty seconds it is broken off:
   * what was done is done, and the same request with `next` as `after` goes on.
   */
  @Post('dismiss')
  @ApiOperation({ summary: 'Dismiss dead letters' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @Answers(200, dismissal)
  @Refuses(400, 'nothing_selected')
  @Refuses(409, 'replay_under_way')
  @Refuses(422, 'unknown_consumer')
  dismiss(
    @Body() body: DismissDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ dryRun: boolean; until: string } & DismissedEach> {
    const { dryRun, officer, grounds } = body;
    const [selection, after] = [checkedSelection(body), cursorOf(body.after)];
    return answerWrite(this.operations.transactions, request, reply, async (tx) => {
      await tx.query(PATIENT);
      const deliveries = chosenOf(await deliveriesWithGone(this.operations, body), body, after);
      const until = await momentIn(tx, after?.begun ?? body.until);
      const how = { after, until, dryRun, officer, grounds, goesOn: forAWhile() };
      const done = await dismissEach(deliveries, selection, how);
      return { status: 200, body: { dryRun, until, ...done } };
    });
  }

  /** What was dismissed, by whom and why, whether the consumer is still there or not: the last first, a page at a time. */
  @Get('dismissed')
  @ApiOperation({ summary: 'Dead letters of this service that were dismissed' })
  @Answers(200, dismissedLetters)
  list(@Query() query: DismissedListDto): Promise<{ letters: DismissedLetter[]; next: string | null }> {
    selectionOf(query);
    if (query.after !== undefined && !PLACE.test(query.after))
      return refuse(400, 'invalid_request', 'after', 'is not `next` of an answer');
    return this.operations.transactions.run((tx) => selectDismissed(tx, query));
  }
}
