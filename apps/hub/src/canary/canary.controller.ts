import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { appendToOutbox, canaryTopic, draftOf } from '@huren/events';
import { Answers, answerWrite, systemClock } from '@huren/platform';
import { chinaTime } from '@huren/standard';
import type { CodeRef } from '@huren/standard';
import { ApiHeader, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsInt, IsUUID, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { canarySent } from './canary.answers.ts';
import { takeTurn } from './canary-store.ts';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { decideAll } from '../recognition/recognise.ts';
import type { Request } from '../recognition/recognise.ts';

export class CanaryDto {
  @ApiProperty({ format: 'uuid', example: '00000000-0000-4000-8000-000000000000' })
  @IsUUID()
  hub: string;

  @ApiProperty({ example: 1 })
  @IsInt()
  @Min(1)
  version: number;
}

/** A code that nobody has: its decision is made like any other, and is about nobody. */
const QUESTION: Request = {
  identified: { kind: 'code', codeRef: `000000.${'0'.repeat(26)}` as CodeRef, verified: 'none' },
  destination: '000000',
  purpose: 'entry',
  mode: 'showing',
};

@ApiTags('Operations 运维')
@Controller('admin/canaries')
export class CanaryController {
  private readonly context: HubContext;

  constructor(@Inject(HUB_CONTEXT) context: HubContext) {
    this.context = context;
  }

  /**
   * Decides about a code that nobody has and sends the event round; the decision itself is not kept. One that a later
   * one of its hub has overtaken is not sent.
   */
  @Post()
  @ApiOperation({ summary: 'Send a canary round' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @Answers(200, canarySent)
  send(
    @Body() { hub, version }: CanaryDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return answerWrite(this.context.database.transactions, request, reply, async (tx) => {
      const [decided] = await decideAll(tx, [QUESTION], this.context);
      if (!decided) throw new Error('no decision was made');
      const { result } = decided.kept.decision;
      const time = chinaTime(systemClock.now());
      const data = { hub, version, sentAt: time, result };
      if (await takeTurn(tx, hub, version))
        await appendToOutbox(tx, [draftOf(canaryTopic, { source: '/hub', time, data })]);
      return { status: 200, body: { result } };
    });
  }
}
