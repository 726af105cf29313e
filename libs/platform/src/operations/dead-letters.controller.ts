import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import type { Delivery, Letter, ReplayedLetter } from '@huren/events';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { refuse } from '../errors/problem.ts';
import { ListDto, ReplayDto, checkedSelection, selectionOf } from './dead-letters.dto.ts';
import type { SelectionDto } from './dead-letters.dto.ts';
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
  @HttpCode(200)
  @ApiOperation({ summary: 'Replay dead letters' })
  async replay(@Body() body: ReplayDto): Promise<{ dryRun: boolean; letters: ReplayedLetter[] }> {
    const { dryRun } = body;
    const selection = checkedSelection(body);
    const letters: ReplayedLetter[] = [];
    for (const [, delivery] of this.deliveries(body))
      letters.push(...(await delivery.replay(selection, { dryRun })));
    return { dryRun, letters };
  }

  private deliveries({ consumer }: SelectionDto): [string, Delivery][] {
    const all = [...this.operations.server.deliveries];
    if (consumer === undefined) return all;
    const named = all.filter(([name]) => name === consumer);
    if (named.length > 0) return named;
    return refuse(422, 'unknown_consumer', 'consumer', 'is no consumer of this service');
  }
}
