import { Body, Controller, Inject, Post, Req } from '@nestjs/common';
import { Answers, ProblemException, Refuses, noteMisses, problem } from '@huren/platform';
import { chinaTime } from '@huren/standard';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { readPresented } from '../recognition/recognition.controller.ts';
import { forecastTrip, routeTrip } from './forecast-trip.ts';
import { tripFaults } from './trip-faults.ts';
import { trip } from './trips.answers.ts';
import { TripDto } from './trips.dto.ts';

@ApiTags('Trips 行程预判')
@Controller('trips')
export class TripsController {
  private readonly context: HubContext;

  constructor(@Inject(HUB_CONTEXT) context: HubContext) {
    this.context = context;
  }

  /** What awaits a holder, or any code of an issuer, at each place of an itinerary on its date. Keeps nothing. */
  @Post()
  @ApiOperation({ summary: 'Ask about a whole trip' })
  @Answers(200, trip)
  @Refuses(422, 'refused', 'not_a_credential')
  async ask(@Body() body: TripDto, @Req() request: FastifyRequest) {
    const { clock } = this.context;
    const now = clock.now();
    const faults = tripFaults(body, now);
    if (faults.length > 0)
      throw new ProblemException(problem(422, 'refused', 'The trip cannot be looked at.', faults));
    return { asOf: chinaTime(now), legs: await this.legsOf(body, request) };
  }

  private async legsOf({ presented, issuer, scheme = 'domestic', legs }: TripDto, request: FastifyRequest) {
    if (issuer !== undefined) return routeTrip({ issuer, scheme }, legs, this.context);
    const identified = readPresented(presented ?? '', this.context);
    const told = await forecastTrip(this.context.database.sql, identified, legs, this.context);
    if (told.some(({ forecast }) => forecast.result === 'not_found')) noteMisses(request);
    return told;
  }
}
