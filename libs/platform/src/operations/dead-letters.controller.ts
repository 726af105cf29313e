import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { PATIENT } from '@huren/events';
import type { Letter } from '@huren/events';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers, Refuses } from '../http/answers.ts';
import { answerWrite } from '../http/write.ts';
import { ListDto, ReplayDto, checkedSelection, selectionOf } from './dead-letters.dto.ts';
import { chosenOf, deliveriesWithGone } from './deliveries.ts';
import { forAWhile, listEach, replayEach } from './each-consumer.ts';
import type { ReplayedEach } from './each-consumer.ts';
import { cursorOf } from './letter-cursor.ts';
import { letters, replayed } from './operations.answers.ts';
import { OPERATIONS } from './operations.ts';
import type { Operations } from './operations.ts';

@ApiTags('Operations 运维')
@Controller('admin/dead-letters')
export class DeadLettersController {
  private readonly operations: Operations;

  constructor(@Inject(OPERATIONS) operations: Operations) {
    this.operations = operations;
  }

  /**
   * What this service's consumers could not apply, with its cause; payloads are masked. By consumer, topic and key,
   * those of a key in the order of the log; a page at a time, which letters that come and go do not move. Those of a
   * consumer that the service has no more are told too: nobody can replay them.
   */
  @Get()
  @ApiOperation({ summary: 'Dead letters of this service' })
  @Answers(200, letters)
  @Refuses(422, 'unknown_consumer')
  async list(@Query() query: ListDto): Promise<{ letters: Letter[]; next: string | null }> {
    const [after, { limit }] = [cursorOf(query.after), query];
    const deliveries = chosenOf(await deliveriesWithGone(this.operations, query), query, after);
    return listEach(deliveries, selectionOf(query) ?? 'all', { after, limit });
  }

  /**
   * Handles letters again: one, those of a key, of a topic, or all, of those that there are when it begins. Those that
   * succeed are gone. Events that build on each other are taken in order, up to one that fails again. After twenty
   * seconds it is broken off: what was done is done, and the same request with `next` as `after` goes on.
   */
  @Post('replay')
  @ApiOperation({ summary: 'Replay dead letters' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @Answers(200, replayed)
  @Refuses(400, 'nothing_selected')
  @Refuses(422, 'unknown_consumer')
  replay(
    @Body() body: ReplayDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ dryRun: boolean } & ReplayedEach> {
    const { dryRun } = body;
    const selection = checkedSelection(body);
    const after = cursorOf(body.after);
    const deliveries = chosenOf(this.operations.server.deliveries, body, after);
    return answerWrite(this.operations.transactions, request, reply, async (tx) => {
      await tx.query(PATIENT);
      const done = await replayEach(deliveries, selection, { after, dryRun, goesOn: forAWhile() });
      return { status: 200, body: { dryRun, ...done } };
    });
  }
}
