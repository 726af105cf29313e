import { Controller, Get, HttpCode, Inject, Logger, Post } from '@nestjs/common';
import { OPERATIONS, ProblemException, problem } from '@huren/platform';
import type { Operations } from '@huren/platform';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { HUB_CONTEXT } from '../../hub-context.ts';
import type { HubContext } from '../../hub-context.ts';
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
  async last(): Promise<{ rebuild: Rebuild | null }> {
    return { rebuild: (await lastRebuild(this.context.database.sql)) ?? null };
  }

  /** Makes the record index equal to its topic, while it serves. Answers at once; 409 while one is running. */
  @Post('rebuild')
  @HttpCode(202)
  @ApiOperation({ summary: 'Rebuild the record index from its topic' })
  async rebuild(): Promise<{ generation: number }> {
    const generation = await this.context.database.transactions.run(beginRebuild);
    if (generation === undefined)
      throw new ProblemException(problem(409, 'rebuild_running', 'A rebuild is running already.'));
    void rebuildIndex(generation, this.operations.bus, this.context).catch((error: unknown) =>
      this.logger.error(error),
    );
    return { generation };
  }
}
