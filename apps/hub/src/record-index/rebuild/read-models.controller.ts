import { Controller, Get, Inject, Logger, Post, Req, Res } from '@nestjs/common';
import { Answers, OPERATIONS, ProblemException, Refuses, answerWrite, problem } from '@huren/platform';
import type { Operations } from '@huren/platform';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HUB_CONTEXT } from '../../hub-context.ts';
import type { HubContext } from '../../hub-context.ts';
import { lastRebuildAnswer, rebuildBegun } from './read-models.answers.ts';
import { rebuildIndex } from './rebuild-index.ts';
import { beginRebuild, lastRebuild } from './rebuild-store.ts';
import type { Rebuild } from './rebuild-store.ts';

@ApiTags('Operations 运维')
@Controller('admin/read-models/records')
export class ReadModelsController {
  private readonly context: HubContext;
  private readonly operations: Operations;
  private readonly logger = new Logger('rebuild');

  constructor(@Inject(HUB_CONTEXT) context: HubContext, @Inject(OPERATIONS) operations: Operations) {
    this.context = context;
    this.operations = operations;
  }

  /** The last rebuild of the record index, and what it found; null: there was none. */
  @Get()
  @ApiOperation({ summary: 'The record index and its last rebuild' })
  @Answers(200, lastRebuildAnswer)
  async last(): Promise<{ rebuild: Rebuild | null }> {
    return { rebuild: (await lastRebuild(this.context.database.sql)) ?? null };
  }

  /** Makes the record index equal to its topic, while it serves. Answers at once; 409 while one is running. */
  @Post('rebuild')
  @ApiOperation({ summary: 'Rebuild the record index from its topic' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @Answers(202, rebuildBegun)
  @Refuses(409, 'rebuild_running')
  async rebuild(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ generation: number }> {
    let begun: number | undefined;
    const answer = await answerWrite(this.context.database.transactions, request, reply, async (tx) => {
      const generation = await beginRebuild(tx);
      if (generation === undefined)
        throw new ProblemException(problem(409, 'rebuild_running', 'A rebuild is running already.'));
      begun = generation;
      return { status: 202, body: { generation } };
    });
    if (begun !== undefined)
      void rebuildIndex(begun, this.operations.bus, this.context).catch((error: unknown) =>
        this.logger.error(error),
      );
    return answer;
  }
}
