import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { PATIENT } from '@huren/events';
import type { Letter } from '@huren/events';
import {
  Answers,
  ListDto,
  Refuses,
  ReplayDto,
  answerWrite,
  checkedSelection,
  selectionOf,
} from '@huren/platform';
import { ApiHeader, ApiOperation, ApiTags, IntersectionType } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { federationLetters, federationReplayed } from './federation-letters.answers.ts';
import { lettersOf, replayAt } from './federation-letters.ts';
import type { FederationLetters, FederationReplayed } from './federation-letters.ts';
import { placesOf } from './federation-places.ts';
import { asQuery, namedOf, viewOf } from './federation-view.ts';
import type { View } from './federation-view.ts';
import { OfServiceDto } from './of-service.dto.ts';

export class FederationListDto extends IntersectionType(ListDto, OfServiceDto) {}

export class FederationReplayDto extends IntersectionType(ReplayDto, OfServiceDto) {}

@ApiTags('Operations 运维')
@Controller('admin/federation/dead-letters')
export class FederationLettersController {
  private readonly context: HubContext;

  constructor(@Inject(HUB_CONTEXT) context: HubContext) {
    this.context = context;
  }

  /**
   * What the consumers of any service could not apply, as each service tells it now: `limit` letters of each at most,
   * and with `after` those that follow, of the services that have more. A service that does not answer is named; ask
   * again from the same place when it does.
   */
  @Get()
  @ApiOperation({ summary: 'Dead letters of every service' })
  @Answers(200, federationLetters)
  @Refuses(422, 'unknown_consumer', 'unknown_service')
  async list(
    @Query() { service, after, ...query }: FederationListDto,
  ): Promise<View<FederationLetters<Letter>>> {
    selectionOf(query);
    return viewOf(
      await lettersOf(namedOf(this.context.services(), service), asQuery(query), placesOf(after)),
    );
  }

  /**
   * Has letters replayed where they are: one, those of a key, of a topic, or all, at one service or at every one. Each
   * breaks off after twenty seconds; the same request with `next` as `after` goes on at those that have more.
   */
  @Post('replay')
  @ApiOperation({ summary: 'Replay dead letters of every service' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @Answers(200, federationReplayed)
  @Refuses(400, 'nothing_selected')
  @Refuses(422, 'unknown_consumer', 'unknown_service')
  replay(
    @Body() { service, after, ...body }: FederationReplayDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ dryRun: boolean } & View<FederationReplayed>> {
    checkedSelection(body);
    const [services, places] = [namedOf(this.context.services(), service), placesOf(after)];
    return answerWrite(this.context.database.transactions, request, reply, async (tx) => {
      await tx.query(PATIENT);
      const replayed = await replayAt(services, body, places);
      return { status: 200, body: { dryRun: body.dryRun, ...viewOf(replayed) } };
    });
  }
}
