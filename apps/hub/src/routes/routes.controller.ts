import { randomUUID } from 'node:crypto';
import { Body, Controller, Delete, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { Answers, ProblemException, Refuses, answerWrite, problem, refuse } from '@huren/platform';
import type { RouteEvent, Sql } from '@huren/events';
import { isIssuer } from '@huren/standard';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { checkDestination } from '../recognition/recognition.controller.ts';
import { outlookAt } from './outlook.ts';
import { RouteDto } from './route.dto.ts';
import { ruledClauses } from './ruled-clauses.ts';
import { routeSubscription } from './routes.answers.ts';
import { findSubscription, insertSubscription, reviseSubscription, toldOf } from './subscription-store.ts';

const known = (found: RouteEvent | undefined): RouteEvent => {
  if (!found)
    throw new ProblemException(problem(404, 'unknown_subscription', 'No subscription has this id.'));
  return found;
};

const viewOf = async (sql: Sql, subscription: RouteEvent) => ({
  ...subscription,
  told: await toldOf(sql, subscription.subscriptionId),
});

@ApiTags('Routes 互认路线')
@Controller('routes/subscriptions')
export class RoutesController {
  private readonly context: HubContext;

  constructor(@Inject(HUB_CONTEXT) context: HubContext) {
    this.context = context;
  }

  /** Follows a route: the answer, and events of `huren.route.v1`, tell what holds and which date and clause change it. */
  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Follow a route' })
  @Answers(201, routeSubscription, {
    RoutesController_find: { subscriptionId: 'subscriptionId' },
    RoutesController_end: { subscriptionId: 'subscriptionId' },
  })
  @Refuses(422, 'unknown_issuer', 'unknown_division')
  follow(
    @Body() { issuer, scheme, destination, purpose, mode }: RouteDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { database, clock, knowledge } = this.context;
    return answerWrite(database.transactions, request, reply, async (tx) => {
      const now = clock.now();
      if (!isIssuer(issuer)) refuse(422, 'unknown_issuer', 'issuer', `${issuer} is no issuer.`);
      checkDestination(destination, now);
      const route = { issuer, scheme, destination, purpose, mode };
      const subscriptionId = randomUUID();
      const clauses = ruledClauses(knowledge.agreements(), knowledge.ruleSets());
      await insertSubscription(tx, subscriptionId, route, outlookAt(clauses, route, now), now);
      return { status: 201, body: await this.view(tx, subscriptionId) };
    });
  }

  @Get(':subscriptionId')
  @ApiOperation({ summary: 'A followed route, with all that was told of it' })
  @Answers(200, routeSubscription)
  @Refuses(404, 'unknown_subscription')
  find(@Param('subscriptionId') subscriptionId: string) {
    return this.view(this.context.database.sql, subscriptionId);
  }

  /** Nothing more is told of it. One that has ended is answered as it is. */
  @Delete(':subscriptionId')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Follow a route no longer' })
  @Answers(200, routeSubscription)
  @Refuses(404, 'unknown_subscription')
  end(
    @Param('subscriptionId') subscriptionId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { database, clock } = this.context;
    return answerWrite(database.transactions, request, reply, async (tx) => {
      const found = known(await findSubscription(tx, subscriptionId, 'for update'));
      if (found.state === 'followed')
        await reviseSubscription(tx, { ...found, state: 'ended', revision: found.revision + 1 }, clock.now());
      return { status: 200, body: await this.view(tx, subscriptionId) };
    });
  }

  private async view(sql: Sql, subscriptionId: string) {
    return viewOf(sql, known(await findSubscription(sql, subscriptionId)));
  }
}
