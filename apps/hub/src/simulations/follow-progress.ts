import { setTimeout as delay } from 'node:timers/promises';
import type { Sql } from '@huren/events';
import type { Simulation, SimulationProgress } from './simulation.ts';
import { findSimulation } from './simulation-store.ts';

const POLL_MS = 100;

export const progressOf = ({ state, examined, total, changed }: Simulation): SimulationProgress => ({
  ...{ state, examined, total, changed },
});

const isOver = ({ state }: SimulationProgress): boolean => state !== 'waiting' && state !== 'running';

/** Lines of JSON, one for each change of how far a simulation is, until it ends. */
export const followProgress = async function* (sql: Sql, first: Simulation): AsyncGenerator<string> {
  let last = progressOf(first);
  yield `${JSON.stringify(last)}\n`;
  while (!isOver(last)) {
    await delay(POLL_MS);
    const found = await findSimulation(sql, first.simulationId);
    if (!found) return;
    const now = progressOf(found);
    if (JSON.stringify(now) !== JSON.stringify(last)) yield `${JSON.stringify(now)}\n`;
    last = now;
  }
};
