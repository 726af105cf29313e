import { Body, Controller, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { Answers, Refuses, answerWrite, refuse, tooManyRequests } from '@huren/platform';
import { DOCUMENT_FAULTS } from '@huren/standard';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { codeState } from '../codes/views.ts';
import { STAY_FAULTS, checkStays } from '../declarations/check-stays.ts';
import { awaitFacts } from '../facts/await-facts.ts';
import { lockSubject } from '../facts/lock-subject.ts';
import { ISSUER_CONTEXT } from '../issuer-context.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { hostedIssuer } from '../issuers/hosted-issuer.ts';
import { refuseOwnCode } from '../issuers/refuse-by-path.ts';
import { apply, checkApplication } from './apply.ts';
import { CodeApplicationDto } from './applications.dto.ts';
import { codeAnswer } from '../codes/codes.answers.ts';

const APPLICATION_FAULTS = [
  ...DOCUMENT_FAULTS,
  'scheme_not_issued',
  'unknown_channel',
  'document_not_accepted',
  'name_mismatch',
  ...STAY_FAULTS,
];

@ApiTags('Applications 健康码调用申请')
@Controller('issuers/:issuer/code-applications')
export class ApplicationsController {
  private readonly context: IssuerContext;

  constructor(@Inject(ISSUER_CONTEXT) context: IssuerContext) {
    this.context = context;
  }

  /** Applies for a code. Applying again gives the same code: one a person, issuer and scheme. */
  @Post()
  @ApiOperation({ summary: 'Apply for a code' })
  @Answers([201, 200], codeAnswer)
  @Refuses(404, 'unknown_issuer')
  @Refuses(409, 'uses_national_code')
  @Refuses(422, ...APPLICATION_FAULTS)
  @ApiParam({ name: 'issuer', type: String, example: '420000' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  async apply(
    @Param('issuer') code: string,
    @Body() body: CodeApplicationDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const issuer = hostedIssuer(code, this.context.hosted);
    refuseOwnCode(issuer, this.context.knowledge.pathOf(issuer.code));
    checkStays(body.itinerary ?? [], '/itinerary', this.context.clock.now());
    const checked = checkApplication(issuer, body, this.context.keys.subjectKey);
    if (!checked.ok) return refuse(422, checked.error.code, checked.error.field, checked.error.message);
    const { application } = checked;
    // Names could be tried until one fits.
    const wait = this.context.limits.take('holder', application.subject);
    if (wait > 0) throw tooManyRequests(wait, 'How often this person may apply in an hour');
    const { transactions } = this.context.database;
    await awaitFacts(transactions, application.subject);
    const known = await this.context.askFacts(application.subject);
    return answerWrite(transactions, request, reply, async (tx) => {
      await lockSubject(tx, application.subject);
      const { isNew, record } = await apply(tx, issuer, application, known, this.context);
      return { status: isNew ? 201 : 200, body: codeState(record) };
    });
  }
}
