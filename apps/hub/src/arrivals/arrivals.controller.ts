import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { Answers, IsInstant, ProblemException, Refuses, answerWrite, problem } from '@huren/platform';
import type { CodeRef, DivisionCode } from '@huren/standard';
import { ApiHeader, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EXAMPLES } from '../examples.ts';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { identify } from '../presentation/identify.ts';
import { checkDestination } from '../recognition/recognition.controller.ts';
import { declareArrival } from './declare-arrival.ts';
import { declaredArrival } from './arrivals.answers.ts';

export class ArrivalDto {
  /** What the holder shows, or a code reference. */
  @ApiProperty({ example: EXAMPLES.presented })
  @IsString()
  @Length(1, 4096)
  presented: string;

  @ApiProperty({ type: String, example: EXAMPLES.destination })
  @Matches(/^\d{6}$/, { message: 'is not six digits of GB/T 2260' })
  destination: DivisionCode;

  /** First day of the stay; absent: now. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsInstant()
  from?: string;

  @ApiProperty({ example: '2031-01-01T00:00:00+08:00' })
  @IsInstant()
  until: string;
}

const refused = (status: number, code: string, field: string, reason: string): never => {
  throw new ProblemException(problem(status, code, reason, [{ pointer: `/${field}`, reason }]));
};

@ApiTags('Arrivals 来(返)申报')
@Controller('arrivals')
export class ArrivalsController {
  private readonly context: HubContext;

  constructor(@Inject(HUB_CONTEXT) context: HubContext) {
    this.context = context;
  }

  /**
   * Declares an intended stay. A province that decides itself gets the record, and its changes, until it ends. The
   * answer names no code: whoever declares for a holder learns nothing to find them again by.
   */
  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Declare an arrival' })
  @Answers(201, declaredArrival)
  @Refuses(404, 'unknown_code')
  @Refuses(422, 'unknown_division', 'empty_stay', 'expired', 'verification_failed', 'unavailable')
  declare(
    @Body() body: ArrivalDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return answerWrite(this.context.database.transactions, request, reply, async (tx) => {
      const stay = this.check(body);
      const declared = await declareArrival(tx, stay, this.context);
      if (!declared) return refused(404, 'unknown_code', 'presented', 'no record of this code is known');
      const { arrivalId, destination, sharedWith } = declared.arrival;
      return { status: 201, body: { arrivalId, destination, path: declared.path, sharedWith } };
    });
  }

  /** What is declared, checked as of now; a declaration sent again is answered before that. */
  private check({ presented, destination, from, until }: ArrivalDto) {
    const now = this.context.clock.now();
    checkDestination(destination, now);
    const stay = { from: from ? new Date(from) : now, until: new Date(until) };
    if (stay.until <= stay.from || stay.until <= now)
      refused(422, 'empty_stay', 'until', 'is not later than its beginning and now');
    return { ...stay, destination, codeRef: this.codeOf(presented, now) };
  }

  private codeOf(presented: string, now: Date): CodeRef {
    const identified = identify(presented, this.context.keys, now);
    if (identified.kind !== 'failed') return identified.codeRef;
    return refused(422, identified.result, 'presented', `the code cannot be used: ${identified.fault}`);
  }
}
