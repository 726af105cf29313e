import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { Body, Controller, Delete, Get, Inject, Param, Post, Req, Res, StreamableFile } from '@nestjs/common';
import { Answers, ProblemException, Refuses, answerWrite, problem } from '@huren/platform';
import { chinaTime } from '@huren/standard';
import { ApiHeader, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { askedSimulation } from './check-draft.ts';
import { followProgress, progressOf } from './follow-progress.ts';
import type { Simulation, SimulationAsked } from './simulation.ts';
import { addSimulation, findSimulation, noteEnd } from './simulation-store.ts';
import { begunSimulation, simulationProgress, simulationView } from './simulations.answers.ts';
import { SimulationDto } from './simulations.dto.ts';
import { Simulations } from './simulations.ts';

const LINES = 'application/x-ndjson';

const viewOf = ({ asked: { draft: _draft, ...asked }, begunAt, endedAt, ...simulation }: Simulation) => ({
  ...simulation,
  ...asked,
  begunAt: chinaTime(begunAt),
  endedAt: endedAt && chinaTime(endedAt),
});

@ApiTags('Simulations 模拟')
@Controller('simulations')
export class SimulationsController {
  private readonly context: HubContext;
  private readonly simulations: Simulations;

  constructor(@Inject(HUB_CONTEXT) context: HubContext, @Inject(Simulations) simulations: Simulations) {
    this.context = context;
    this.simulations = simulations;
  }

  /**
   * Begins to make the decisions of a window again as if a draft had held, and answers at once. Nothing but the
   * simulation itself is kept.
   */
  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Simulate a draft on past decisions' })
  @Answers(202, begunSimulation, {
    SimulationsController_find: { simulationId: 'simulationId' },
    SimulationsController_progress: { simulationId: 'simulationId' },
    SimulationsController_cancel: { simulationId: 'simulationId' },
  })
  @Refuses(422, 'invalid_draft')
  @Refuses(503, 'busy')
  async begin(
    @Body() body: SimulationDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const simulationId = randomUUID();
    let asked: SimulationAsked | undefined;
    let leave: (() => void) | undefined;
    try {
      const answer = await answerWrite(this.context.database.transactions, request, reply, async (tx) => {
        asked = askedSimulation(body);
        leave ??= this.simulations.takePlace();
        await addSimulation(tx, simulationId, asked, this.context.clock.now());
        return { status: 202, body: { simulationId } };
      });
      if (asked && leave) this.simulations.begin(simulationId, asked, leave);
      return answer;
    } catch (error) {
      leave?.();
      throw error;
    }
  }

  /** A simulation as it stands; once it is done, its report and the digest that names it. */
  @Get(':simulationId')
  @ApiOperation({ summary: 'A simulation and its report' })
  @Answers(200, simulationView)
  @Refuses(404, 'unknown_simulation')
  async find(@Param('simulationId') simulationId: string) {
    return viewOf(await this.found(simulationId));
  }

  /** How far it is: now, or with `Accept: application/x-ndjson` a line for each step until it ends. */
  @Get(':simulationId/progress')
  @ApiOperation({ summary: 'How far a simulation is' })
  @ApiProduces('application/json', LINES)
  @Answers(200, simulationProgress)
  @Refuses(404, 'unknown_simulation')
  async progress(@Param('simulationId') simulationId: string, @Req() request: FastifyRequest) {
    const simulation = await this.found(simulationId);
    if (!(request.headers.accept ?? '').includes(LINES)) return progressOf(simulation);
    const lines = followProgress(this.context.database.sql, simulation);
    return new StreamableFile(Readable.from(lines), { type: LINES });
  }

  /** Ends a simulation that is under way; one that has ended stays as it is. */
  @Delete(':simulationId')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Cancel a simulation' })
  @Answers(200, simulationProgress)
  @Refuses(404, 'unknown_simulation')
  cancel(
    @Param('simulationId') simulationId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { database, clock } = this.context;
    return answerWrite(database.transactions, request, reply, async (tx) => {
      await noteEnd(tx, simulationId, 'cancelled', null, clock.now());
      return { status: 200, body: progressOf(await this.found(simulationId, tx)) };
    });
  }

  private async found(simulationId: string, sql = this.context.database.sql): Promise<Simulation> {
    const found = await findSimulation(sql, simulationId);
    if (found) return found;
    throw new ProblemException(problem(404, 'unknown_simulation', 'No simulation has this id.'));
  }
}
