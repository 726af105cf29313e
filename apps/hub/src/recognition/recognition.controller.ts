import { listOf, withField } from '@huren/events';
import { Body, Controller, Header, Inject, Post, Req, Res } from '@nestjs/common';
import {
  Answers,
  JSON_TYPE,
  ProblemException,
  Refuses,
  answerWrite,
  noteMisses,
  problem,
  refuse,
} from '@huren/platform';
import { isDivision } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { identify } from '../presentation/identify.ts';
import { withHolder } from './holder.ts';
import { recogniseAll } from './recognise.ts';
import { RECOGNISER } from './recogniser.ts';
import type { Recogniser } from './recogniser.ts';
import type { Recognised, Request } from './recognise.ts';
import { BatchDto, RecognitionDto } from './recognition.dto.ts';
import type { BatchItemDto } from './recognition.dto.ts';
import { toldDecision, toldDecisions } from './recognition.answers.ts';

const refused = (pointer: string, code: string, reason: string): never => {
  throw new ProblemException(problem(422, code, reason, [{ pointer, reason }]));
};

/** Refuses destinations that are no division at the decision's time. */
export const checkDestination = (destination: DivisionCode, at: Date): void => {
  if (!isDivision(destination, at))
    refused('/destination', 'unknown_division', `${destination} is no division of GB/T 2260.`);
};

/** What a string that a holder shows stands for; a bare reference is refused, as it is no credential. */
export const readPresented = (presented: string, { keys, clock }: HubContext): Request['identified'] => {
  const identified = identify(presented, keys, clock.now());
  if (identified.kind !== 'reference') return identified;
  return refused(
    '/presented',
    'not_a_credential',
    'A code reference is no credential: present what the holder shows.',
  );
};

/** The same, scanned at a destination, which is watched. */
export const credential = (
  presented: string,
  destination: DivisionCode,
  context: HubContext,
): Request['identified'] => {
  const identified = readPresented(presented, context);
  if (identified.kind === 'code' && identified.verified === 'mac')
    context.handles.scanned(presented, destination);
  return identified;
};

/** References have 128 random bits: only what is presented can be guessed. */
const isMiss = ({ decision }: Recognised, item: BatchItemDto | undefined): boolean =>
  decision.result === 'not_found' && item?.presented !== undefined;

@ApiTags('Recognition 互认')
@ApiHeader({ name: 'Idempotency-Key', required: false })
@Controller('recognitions')
export class RecognitionController {
  private readonly context: HubContext;

  private readonly answer: Recogniser;

  constructor(@Inject(HUB_CONTEXT) context: HubContext, @Inject(RECOGNISER) answer: Recogniser) {
    this.context = context;
    this.answer = answer;
  }

  /** May the holder of what was scanned come in here? Answers 200, also when it refuses. (亮码互认) */
  @Post()
  @Header(...JSON_TYPE)
  @ApiOperation({ summary: 'Recognise a presented code' })
  @Answers(200, toldDecision, {
    DecisionsController_find: { decisionId: 'decisionId' },
    DecisionsController_replay: { decisionId: 'decisionId' },
    DecisionsController_erase: { decisionId: 'decisionId' },
  })
  @Refuses(410, 'decision_erased')
  @Refuses(422, 'unknown_division', 'not_a_credential')
  recognise(
    @Body() body: RecognitionDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    checkDestination(body.destination, this.context.clock.now());
    const { presented, destination, purpose, mode } = body;
    const identified = credential(presented, destination, this.context);
    const asked = { identified, destination, purpose, mode };
    return this.answer(request, reply, asked, (recognised) =>
      withHolder(recognised, destination, this.context),
    );
  }

  /** The same for up to 10,000 codes, shown or by reference; one decision each, in the order given. */
  @Post('batch')
  @Header(...JSON_TYPE)
  @ApiOperation({ summary: 'Recognise many codes at once' })
  @Answers(200, toldDecisions)
  @Refuses(410, 'decision_erased')
  @Refuses(422, 'unknown_division', 'invalid_request')
  batch(
    @Body() body: BatchDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { items, destination, purpose } = body;
    checkDestination(destination, this.context.clock.now());
    const requests = items.map((item, at): Request => ({
      identified: this.identifyItem(item, at),
      destination,
      purpose,
      mode: 'showing',
    }));
    return answerWrite(this.context.database.transactions, request, reply, async (tx) => {
      const recognised = await recogniseAll(tx, requests, this.context);
      noteMisses(request, recognised.filter((one, at) => isMiss(one, items[at])).length);
      const told = recognised.map((one) => withHolder(one, destination, this.context));
      return {
        status: 200,
        body: withField({}, 'decisions', listOf(told)),
        decisions: recognised.map(({ decision }) => decision.decisionId),
      };
    });
  }

  private identifyItem({ presented, codeRef }: BatchItemDto, at: number): Request['identified'] {
    if ((presented === undefined) === (codeRef === undefined)) {
      return refuse(400, 'invalid_request', `/items/${at}`, 'has either `presented` or `codeRef`');
    }
    if (codeRef !== undefined) return { kind: 'code', codeRef, verified: 'none' };
    const identified = identify(presented ?? '', this.context.keys, this.context.clock.now());
    return identified.kind === 'reference'
      ? { kind: 'code', codeRef: identified.codeRef, verified: 'none' }
      : identified;
  }
}
