import { withField, withMore } from '@huren/events';
import { Body, Controller, Header, Inject, Post, Req, Res } from '@nestjs/common';
import type { DivisionCode } from '@huren/standard';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { recordShownTo, withHolder } from '../recognition/holder.ts';
import type { Recognised, Request } from '../recognition/recognise.ts';
import { RECOGNISER } from '../recognition/recogniser.ts';
import type { Recogniser } from '../recognition/recogniser.ts';
import { checkDestination, credential } from '../recognition/recognition.controller.ts';
import { TranslationDto } from '../recognition/recognition.dto.ts';
import { translate } from './translate.ts';
import { Answers, JSON_TYPE, Refuses } from '@huren/platform';
import { translation } from './translations.answers.ts';

@ApiTags('Translation 转码')
@Controller('translations')
export class TranslationsController {
  private readonly context: HubContext;

  private readonly answer: Recogniser;

  constructor(@Inject(HUB_CONTEXT) context: HubContext, @Inject(RECOGNISER) answer: Recogniser) {
    this.context = context;
    this.answer = answer;
  }

  /** Converts a presented code: decision, national record, and the destination's record in its own dialect. (转码互认) */
  @Post()
  @Header(...JSON_TYPE)
  @ApiOperation({ summary: 'Convert a presented code' })
  @Answers(200, translation)
  @Refuses(410, 'decision_erased')
  @Refuses(422, 'unknown_division', 'not_a_credential')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  translate(
    @Body() { presented, destination, purpose }: TranslationDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    checkDestination(destination, this.context.clock.now());
    const identified = credential(presented, destination, this.context);
    const asked: Request = { identified, destination, purpose, mode: 'converting' };
    return this.answer(request, reply, asked, (recognised) => this.viewOf(recognised, destination));
  }

  private viewOf(recognised: Recognised, destination: DivisionCode) {
    const { decision, record } = recognised;
    const shown = record && recordShownTo(record, destination, this.context);
    const translated = translate(shown, decision, this.context.knowledge);
    const told = withField({}, 'decision', withHolder(recognised, destination, this.context));
    return withMore(told, translated);
  }
}
