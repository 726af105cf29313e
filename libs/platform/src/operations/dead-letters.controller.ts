import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { PATIENT } from '@huren/events';
import type { Delivery, Letter, ReplayedLetter } from '@huren/events';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../errors/problem.ts';
import { Answers, Refuses } from '../http/answers.ts';
import { answerWrite } from '../http/write.ts';
import { ListDto, ReplayDto, checkedSelection, selectionOf } from './dead-letters.dto.ts';
import type { SelectionDto } from './dead-letters.dto.ts';
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

  /** What this service's consumers could not apply, with its cause; payloads are masked. In the order of the log. */
  @Get()
  @ApiOperation({ summary: 'Dead letters of this service' })
  @Answers(200, letters)
  @Refuses(422, 'unknown_consumer')
  async list(@Query() query: ListDto): Promise<{ letters: Letter[] }> {
    const letters: Letter[] = [];
    for (const [, delivery] of this.deliveries(query)) {
      const left = query.limit - letters.length;
      if (left > 0) letters.push(...(await delivery.letters(selectionOf(query) ?? 'all', left)));
    }
    return { letters };
  }

  /**
   * Handles letters again: one, those of a key, of a topic, or all. Those that succeed are gone. Events that build
   * on each other are taken in order, up to one that fails again.
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
  ): Promise<{ dryRun: boolean; letters: ReplayedLetter[] }> {
    const { dryRun } = body;
    const selection = checkedSelection(body);
    const deliveries = this.deliveries(body);
    return answerWrite(this.operations.transactions, request, reply, async (tx) => {
      await tx.query(PATIENT);
      const letters: ReplayedLetter[] = [];
      for (const [, delivery] of deliveries) letters.push(...(await delivery.replay(selection, { dryRun })));
      return { status: 200, body: { dryRun, letters } };
    });
  }

  private deliveries({ consumer }: SelectionDto): [string, Delivery][] {
    const all = [...this.operations.server.deliveries];
    if (consumer === undefined) return all;
    const named = all.filter(([name]) => name === consumer);
    if (named.length > 0) return named;
    return refuse(422, 'unknown_consumer', 'consumer', 'is no consumer of this service');
  }
}
