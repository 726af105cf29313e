import { Body, Controller, Get, Header, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  Answers,
  JSON_TYPE,
  Refuses,
  erasedDecision,
  ErasureDto,
  ProblemException,
  WindowDto,
  askedPage,
  answerWrite,
  findDecision,
  keptDecision,
  listDecisions,
  listedDecisions,
  problem,
  replayDecision,
  replayedDecision,
} from '@huren/platform';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { hubErasure } from './decision-store.ts';
import type { Decision } from '@huren/recognition';
import type { JsonText } from '@huren/platform';

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

  /** The decisions of a window, the oldest first, a page at a time: ids and digests, nothing of whom they are about. */
  @Get()
  @ApiOperation({ summary: 'Past decisions of a window' })
  @Answers(200, listedDecisions)
  list(@Query() query: WindowDto) {
    return listDecisions(this.context.database.sql, askedPage(query));
  }

  /** A decision, byte for byte as it was answered; 410 with its digest once it is erased. */
  @Get(':decisionId')
  @Header(...JSON_TYPE)
  @ApiOperation({ summary: 'A past decision' })
  @Answers(200, keptDecision)
  @Refuses(404, 'unknown_decision')
  @Refuses(410, 'decision_erased')
  async find(@Param('decisionId') decisionId: string): Promise<JsonText<Decision>> {
    const found = await findDecision(this.context.database.sql, decisionId);
    return (found as JsonText<Decision> | undefined) ?? unknown();
  }

  /** Decides again on the pinned inputs and compares with the first answer. Changes nothing. */
  @Post(':decisionId/replay')
  @ApiOperation({ summary: 'Recompute a past decision' })
  @Answers(200, replayedDecision)
  @Refuses(404, 'unknown_decision')
  @Refuses(409, 'artefact_altered')
  @Refuses(410, 'decision_erased', 'artefact_erased')
  async replay(@Param('decisionId') decisionId: string) {
    return (await replayDecision(this.context.database.sql, decisionId)) ?? unknown();
  }

  /**
   * Erases a decision and what it used. Its digest stays, so that whoever kept the answer can still show that it was
   * given; it is not recomputed any more. Again: the same answer.
   */
  @Post(':decisionId/erasure')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Erase a past decision' })
  @Answers(200, erasedDecision)
  @Refuses(404, 'unknown_decision')
  erase(
    @Param('decisionId') decisionId: string,
    @Body() { grounds }: ErasureDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { database, clock } = this.context;
    return answerWrite(database.transactions, request, reply, async (tx) => {
      const erased = await hubErasure.erase(tx, decisionId, grounds, clock.now());
      return { status: 200, body: erased ?? unknown() };
    });
  }
}
