import { randomUUID } from 'node:crypto';
import { verifierPseudonym } from '@huren/crypto';
import { withMore } from '@huren/events';
import { Body, Controller, Header, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { meaningsOf } from '@huren/dialects';
import {
  Answers,
  JSON_TYPE,
  Refuses,
  answerWrite,
  noteMisses,
  refuse,
  riskAgeSeconds,
} from '@huren/platform';
import { decideWithTrace } from '@huren/recognition';
import type { Knowledge, Question } from '@huren/recognition';
import { DOCUMENT_FAULTS, chinaTime, isDivision, isWithin } from '@huren/standard';
import type { DivisionCode, IssuerCode } from '@huren/standard';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ISSUER_CONTEXT } from '../issuer-context.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { hostedIssuer } from '../issuers/hosted-issuer.ts';
import { refuseOwnDecision } from '../issuers/refuse-by-path.ts';
import { keepDecision } from './decisions.ts';
import { identifyHere } from './identify-here.ts';
import { RecognitionHereDto } from './recognitions.dto.ts';
import { toldDecision } from './recognitions.answers.ts';

@ApiTags('Recognition on path 1 自主互认')
@Controller('issuers/:issuer/recognitions')
export class RecognitionsController {
  private readonly context: IssuerContext;

  constructor(@Inject(ISSUER_CONTEXT) context: IssuerContext) {
    this.context = context;
  }

  /**
   * Decides here, by replicated agreements, rules and levels, also when the hub is down. The holder stands under the
   * destination's own pseudonym, as at the hub.
   */
  @Post()
  @Header(...JSON_TYPE)
  @ApiOperation({ summary: 'Recognise a code without the hub' })
  @Answers(200, toldDecision, {
    DecisionsController_find: { decisionId: 'decisionId' },
    DecisionsController_replay: { decisionId: 'decisionId' },
    DecisionsController_erase: { decisionId: 'decisionId' },
  })
  @Refuses(404, 'unknown_issuer')
  @Refuses(409, 'hub_decides')
  @Refuses(410, 'decision_erased')
  @Refuses(422, 'unknown_division', 'foreign_destination', 'not_a_credential', ...DOCUMENT_FAULTS)
  @ApiParam({ name: 'issuer', type: String, example: '330000' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  async recognise(
    @Param('issuer') issuer: string,
    @Body() body: RecognitionHereDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const own = hostedIssuer(issuer, this.context.hosted);
    refuseOwnDecision(own, this.context.knowledge.pathOf(own.code));
    const { code } = own;
    const at = this.context.clock.now();
    const { destination, purpose, mode, presented, codeRef, document } = body;
    this.check(destination, code, at);
    if ([presented, codeRef, document].filter((given) => given !== undefined).length !== 1) {
      refuse(400, 'invalid_request', 'presented', 'has one of `presented`, `codeRef` and `document`');
    }
    const { presented: shown, ...about } = await identifyHere(
      { presented, codeRef, document },
      code,
      this.context,
    );
    // Numbers of documents can be tried; references, with their 128 random bits, cannot.
    if (document && shown.kind === 'failed') noteMisses(request);
    const question: Question = {
      decisionId: randomUUID(),
      at: chinaTime(at),
      destination,
      purpose,
      mode,
      presented: shown,
    };
    const { decision, used } = decideWithTrace(question, this.knowledge(at));
    const holder = about.subject && this.pseudonym(destination, about.subject);
    return answerWrite(this.context.database.transactions, request, reply, async (tx) => {
      const kept = await keepDecision(tx, code, { decision, question, used, ...about });
      const body = withMore(kept, holder ? { holder } : {});
      return { status: 200, body, decisions: [decision.decisionId] };
    });
  }

  private check(destination: DivisionCode, issuer: IssuerCode, at: Date): void {
    if (!isDivision(destination, at))
      refuse(422, 'unknown_division', 'destination', 'is no division of GB/T 2260');
    if (!isWithin(destination, issuer))
      refuse(422, 'foreign_destination', 'destination', `does not lie in ${issuer}`);
  }

  private pseudonym(destination: DivisionCode, subject: string): string {
    return verifierPseudonym(this.context.keys.referenceKey, destination, subject);
  }

  private knowledge(now: Date): Knowledge {
    const { knowledge, knowledgeCompleteAt } = this.context;
    return {
      agreements: knowledge.agreements(),
      ruleSets: knowledge.ruleSets(),
      levels: knowledge.levels(),
      riskAgeSeconds: riskAgeSeconds(knowledge, knowledgeCompleteAt(), now),
      pathOf: () => 1,
      meanings: meaningsOf,
    };
  }
}
