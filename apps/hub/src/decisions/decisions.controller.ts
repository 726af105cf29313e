import { Controller, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ProblemException, problem } from '@huren/platform';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { findDecision, replayDecision } from './replay.ts';

const unknown = (): never => {
  throw new ProblemException(problem(404, 'unknown_decision', 'No decision has this id.'));
};

@ApiTags('Decisions 互认决定')
@Controller('decisions')
export class DecisionsController {
  private readonly context: HubContext;

  constructor(@Inject(HUB_CONTEXT) context: HubContext) {
    this.context = context;
  }

  /** A decision, byte for byte as it was answered. */
  @Get(':decisionId')
  @Header('content-type', 'application/json')
  @ApiOperation({ summary: 'A past decision' })
  async find(@Param('decisionId') decisionId: string): Promise<string> {
    return (await findDecision(this.context.database.sql, decisionId)) ?? unknown();
  }

  /** Decides again on the pinned inputs and compares with the first answer. Changes nothing. */
  @Post(':decisionId/replay')
  @HttpCode(200)
  @ApiOperation({ summary: 'Recompute a past decision' })
  async replay(@Param('decisionId') decisionId: string): Promise<unknown> {
    const replay = await replayDecision(this.context.database.sql, decisionId);
    if (replay.kind === 'unknown') return unknown();
    if (replay.kind === 'erased') {
      throw new ProblemException(
        problem(410, 'input_erased', `An input was erased; its digest was ${replay.digest}.`),
      );
    }
    const { kind: _kind, ...answer } = replay;
    return { decisionId, ...answer };
  }
}
