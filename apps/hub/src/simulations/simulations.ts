import { availableParallelism } from 'node:os';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { every } from '@huren/platform';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { Stopped, runSimulation } from './run-simulation.ts';
import type { SimulationAsked, SimulationProgress } from './simulation.ts';
import { placesFor } from '../threads.ts';
import { noteEnd, noteProgress, noteReport } from './simulation-store.ts';

/** So many may be under way: of many decisions each takes minutes. */
export const MOST_SIMULATIONS = 20;

const ALIVE_MS = 5000;
const NOTE_MS = 100;

/** The simulations of this process, one after the other, each on as many threads as there are cores. */
@Injectable()
export class Simulations implements OnModuleDestroy {
  private readonly context: HubContext;
  private readonly logger = new Logger('simulation');
  private last: Promise<void> = Promise.resolve();
  private isStopping = false;

  constructor(@Inject(HUB_CONTEXT) context: HubContext) {
    this.context = context;
  }

  /** Takes a place for one more, and answers how it is left again. @throws ProblemException 503 `busy` */
  readonly takePlace = placesFor(MOST_SIMULATIONS);

  /** Begins a simulation that has its place when its turn comes; until then it waits, and lives. */
  begin(simulationId: string, asked: SimulationAsked, leave: () => void): void {
    const noted = this.noting(simulationId);
    const alive = every(ALIVE_MS, noted.note, () => undefined);
    this.last = this.last
      .then(() => this.run(simulationId, asked, noted))
      .finally(leave)
      .finally(alive.stop);
  }

  /** Whatever is under way ends as broken off. */
  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    await this.last;
  }

  /** Notes how far a simulation is, now and then; it is told in the end that it is to stop. */
  private noting(simulationId: string) {
    let latest: SimulationProgress = { state: 'waiting', examined: 0, total: 0, changed: 0 };
    let isWanted = true;
    let notedAt = -Infinity;
    const note = async (): Promise<void> => {
      notedAt = performance.now();
      isWanted = await noteProgress(this.context.database.sql, simulationId, latest);
    };
    const progress = async (now: SimulationProgress): Promise<boolean> => {
      latest = now;
      if (performance.now() - notedAt > NOTE_MS) await note();
      return isWanted && !this.isStopping;
    };
    return { note, progress };
  }

  private async run(
    simulationId: string,
    asked: SimulationAsked,
    { note, progress }: ReturnType<Simulations['noting']>,
  ): Promise<void> {
    const { sql, url } = this.context.database;
    try {
      const report = await runSimulation(asked, { sql, url, threads: availableParallelism(), progress });
      await note();
      await noteReport(sql, simulationId, report, this.context.clock.now());
    } catch (error) {
      await this.failed(simulationId, error);
    }
  }

  private async failed(simulationId: string, error: unknown): Promise<void> {
    const isStopped = error instanceof Stopped;
    if (!isStopped) this.logger.error(error);
    const cause = isStopped ? 'broken_off' : 'fault';
    await noteEnd(this.context.database.sql, simulationId, 'failed', cause, this.context.clock.now()).catch(
      (fault: unknown) => this.logger.error(fault),
    );
  }
}
