import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { PATIENT } from '@huren/events';
import type { DismissedLetter } from '@huren/events';
import {
  Answers,
  DismissDto,
  DismissedListDto,
  Refuses,
  answerWrite,
  checkedSelection,
  selectionOf,
} from '@huren/platform';
import { ApiHeader, ApiOperation, ApiTags, IntersectionType } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { federationDismissal, federationDismissedLetters } from './federation-letters.answers.ts';
import { dismissAt, dismissalsOf } from './federation-letters.ts';
import type { FederationDismissal, FederationLetters } from './federation-letters.ts';
import { placesOf } from './federation-places.ts';
import { asQuery, namedOf, viewOf } from './federation-view.ts';
import type { View } from './federation-view.ts';
import { OfServiceDto } from './of-service.dto.ts';

export class FederationDismissDto extends IntersectionType(DismissDto, OfServiceDto) {}

export class FederationDismissedListDto extends IntersectionType(DismissedListDto, OfServiceDto) {}

@ApiTags('Operations 运维')
@Controller('admin/federation/dead-letters')
export class FederationDismissalsController {
  private readonly context: HubContext;

  constructor(@Inject(HUB_CONTEXT) context: HubContext) {
    this.context = context;
  }

  /**
   * Has letters dismissed where they are: one, those of a key, of a topic, or all, at one service or at every one, of those
   * that were put until `until`, or until each begins. Each keeps what there is to know of its own, and breaks off after
   * twenty seconds; the same request with `next` as `after` goes on at those that have more, or did not answer.
   */
  @Post('dismiss')
  @ApiOperation({ summary: 'Dismiss dead letters of every service' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @Answers(200, federationDismissal)
  @Refuses(400, 'nothing_selected')
  @Refuses(422, 'unknown_consumer', 'unknown_service')
  dismiss(
    @Body() { service, after, ...body }: FederationDismissDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ dryRun: boolean } & View<FederationDismissal>> {
    checkedSelection(body);
    const [services, places] = [namedOf(this.context.services(), service), placesOf(after)];
    return answerWrite(this.context.database.transactions, request, reply, async (tx) => {
      await tx.query(PATIENT);
      const done = await dismissAt(services, body, places);
      return { status: 200, body: { dryRun: body.dryRun, ...viewOf(done) } };
    });
  }

  /**
   * What was dismissed at any service, as each tells it now, the last first: `limit` of each at most, and with `after`
   * those that follow, of the services that have more.
   */
  @Get('dismissed')
  @ApiOperation({ summary: 'Dead letters of every service that were dismissed' })
  @Answers(200, federationDismissedLetters)
  @Refuses(422, 'unknown_service')
  async list(
    @Query() { service, after, ...query }: FederationDismissedListDto,
  ): Promise<View<FederationLetters<DismissedLetter>>> {
    selectionOf(query);
    const services = namedOf(this.context.services(), service);
    return viewOf(await dismissalsOf(services, asQuery(query), placesOf(after)));
  }
}
