import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { Letter, ReplayedLetter } from '@huren/events';
import { Answers, ListDto, Refuses, ReplayDto, answerWrite, checkedSelection, refuse } from '@huren/platform';
import { ApiHeader, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, Length } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { federationLetters, federationReplayed } from './federation-letters.answers.ts';
import { lettersOf, replayAt } from './federation-letters.ts';
import type { FederationLetters, OperatedService } from './federation-letters.ts';

export class FederationListDto extends ListDto {
  /** Of one service alone, such as `issuer-a`. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 30)
  service?: string;
}

export class FederationReplayDto extends ReplayDto {
  /** At one service alone, such as `issuer-a`. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 30)
  service?: string;
}

type View<T> = Omit<FederationLetters<T>, 'unknownConsumer'>;

const viewOf = <T>({ letters, unanswered, unknownConsumer }: FederationLetters<T>): View<T> =>
  unknownConsumer
    ? refuse(422, 'unknown_consumer', 'consumer', 'is no consumer of these services')
    : { letters, unanswered };

const asQuery = (given: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );

@ApiTags('Operations 运维')
@Controller('admin/federation/dead-letters')
export class FederationLettersController {
  private readonly context: HubContext;

  constructor(@Inject(HUB_CONTEXT) context: HubContext) {
    this.context = context;
  }

  /**
   * What the consumers of any service could not apply, as each service tells it now: `limit` letters of each at most.
   * A service that does not answer is named.
   */
  @Get()
  @ApiOperation({ summary: 'Dead letters of every service' })
  @Answers(200, federationLetters)
  @Refuses(422, 'unknown_consumer', 'unknown_service')
  async list(@Query() { service, ...query }: FederationListDto): Promise<View<Letter>> {
    return viewOf(await lettersOf(this.services(service), asQuery(query)));
  }

  /** Has letters replayed where they are: one, those of a key, of a topic, or all, at one service or at every one. */
  @Post('replay')
  @ApiOperation({ summary: 'Replay dead letters of every service' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @Answers(200, federationReplayed)
  @Refuses(400, 'nothing_selected')
  @Refuses(422, 'unknown_consumer', 'unknown_service')
  replay(
    @Body() { service, ...body }: FederationReplayDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ dryRun: boolean } & View<ReplayedLetter>> {
    checkedSelection(body);
    const services = this.services(service);
    return answerWrite(this.context.database.transactions, request, reply, async () => ({
      status: 200,
      body: { dryRun: body.dryRun, ...viewOf(await replayAt(services, body)) },
    }));
  }

  private services(service: string | undefined): readonly OperatedService[] {
    const all = this.context.services();
    const named = all.filter(({ name }) => service === undefined || name === service);
    const names = all.map(({ name }) => name).join(', ');
    return named.length > 0 ? named : refuse(422, 'unknown_service', 'service', `is none of ${names}`);
  }
}
