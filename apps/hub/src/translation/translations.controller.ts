import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { answerWrite } from '@huren/platform';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { withHolder } from '../recognition/holder.ts';
import { recogniseAll } from '../recognition/recognise.ts';
import { checkDestination, credential } from '../recognition/recognition.controller.ts';
import { TranslationDto } from '../recognition/recognition.dto.ts';
import { translate } from './translate.ts';

@ApiTags('Translation 转码')
@Controller('translations')
export class TranslationsController {
  private readonly context: HubContext;

  constructor(@Inject(HUB_CONTEXT) context: HubContext) {
    this.context = context;
  }

  /** Converts a presented code: decision, national record, and the destination's record in its own dialect. (转码互认) */
  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Convert a presented code' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  translate(
    @Body() { presented, destination, purpose }: TranslationDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    checkDestination(destination, this.context.clock.now());
    const identified = credential(presented, this.context);
    return answerWrite(this.context.database.transactions, request, reply, async (tx) => {
      const [recognised] = await recogniseAll(
        tx,
        [{ identified, destination, purpose, mode: 'converting' }],
        this.context,
      );
      const decision = withHolder(recognised, destination, this.context);
      const { holder } = decision;
      const isRecognised = decision.result === 'recognised' && recognised?.record && holder !== undefined;
      const translated = isRecognised
        ? translate(recognised.record, recognised.decision, destination, holder, this.context.knowledge)
        : { national: null, destination: null };
      return { status: 200, body: { decision, ...translated } };
    });
  }
}
