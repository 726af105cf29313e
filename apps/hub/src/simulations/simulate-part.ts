import { emptyTally, person, simulator, tallyCase } from '@huren/agreements';
import type { RecordedCase, Simulator, Tally } from '@huren/agreements';
import type { Sql } from '@huren/events';
import { decideOutcomeWithTrace } from '@huren/recognition';
import type { Knowledge } from '@huren/recognition';
import { backgroundFrom, knowledgeAt } from './background.ts';
import type { Told } from './background.ts';
import { artefacts, readCases } from './read-cases.ts';
import type { Slice } from './read-cases.ts';
import type { SimulationAsked } from './simulation.ts';

/** What every worker of a simulation is given. */
export type Job = {
  readonly asked: SimulationAsked;
  readonly told: Told;
  /** First two digits of the destinations that the draft can touch; null: all. */
  readonly provinces: readonly string[] | null;
};

/** A part of the work: decisions of a slice, or some of the people who are made up. */
export type Part =
  | { readonly kind: 'recorded'; readonly slice: Slice }
  | { readonly kind: 'synthetic'; readonly first: number; readonly count: number };

const recordedPart = async (
  sql: Sql,
  slice: Slice,
  { provinces }: Job,
  deciding: Simulator,
  known: ReturnType<typeof artefacts>,
): Promise<Tally> => {
  const tally = emptyTally();
  const { examined, cases } = await readCases(sql, slice, provinces, known);
  for (const one of cases) tallyCase(tally, deciding, one);
  tally.examined = examined;
  return tally;
};

/** Decides about somebody who is made up, by what was known at the end of the window. */
const synthetic = (seed: number, number: number, knowledge: Knowledge, at: Date): RecordedCase => {
  const question = person(seed, number, at);
  const decided = decideOutcomeWithTrace(question, knowledge);
  return { question, used: decided.used(), outcome: decided.outcome() };
};

/** Simulates parts one by one; nothing but reads. */
export const partWorker = (sql: Sql, job: Job): ((part: Part) => Promise<Tally>) => {
  const { draft, asOf, window, synthetic: population } = job.asked;
  const deciding = simulator(draft, new Date(asOf), backgroundFrom(job.told));
  const known = artefacts(sql);
  const end = new Date(window.to);
  const knowledge = population ? knowledgeAt(job.told, end) : undefined;
  return async (part) => {
    if (part.kind === 'recorded') return recordedPart(sql, part.slice, job, deciding, known);
    const tally = emptyTally();
    if (!knowledge || !population) return tally;
    for (let at = part.first; at < part.first + part.count; at += 1)
      tallyCase(tally, deciding, synthetic(population.seed, at, knowledge, end));
    return tally;
  };
};
