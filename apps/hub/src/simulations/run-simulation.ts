import { addTally, emptyTally, summaryOf } from '@huren/agreements';
import { digestOf } from '@huren/crypto';
import type { Sql } from '@huren/events';
import { ENGINE_VERSION } from '@huren/recognition';
import type { Agreement } from '@huren/recognition';
import { allDivisions } from '@huren/standard';
import { entriesOf } from '../register/register-store.ts';
import type { Told } from './background.ts';
import type { SimulationAsked, SimulationProgress, SimulationReport } from './simulation.ts';
import type { Part } from './simulate-part.ts';
import { slicesOf } from './slices.ts';
import { untried } from './untried.ts';
import { simulateParts } from './workers.ts';

/** People of one part. */
const PEOPLE = 5000;

/** What a simulation runs on. */
export type Running = {
  readonly sql: Sql;
  /** For the workers' own connections. */
  readonly url: string;
  readonly threads: number;
  /** Told how far it is; false: it is to stop. */
  readonly progress: (progress: SimulationProgress) => Promise<boolean>;
};

/** Thrown where a simulation is to stop. */
export class Stopped extends Error {}

const toldOf = async (sql: Sql): Promise<Told> => ({
  agreements: await entriesOf(sql, 'agreement'),
  ruleSets: await entriesOf(sql, 'rule_set'),
  levels: await entriesOf(sql, 'level'),
});

const provinceIn = (code: string): string => code.slice(0, 2);
const ALL = allDivisions().flatMap(({ code, rank }) => (rank === 'province' ? [provinceIn(code)] : []));

/** Where the draft, or what it takes the place of, can make a difference; null: anywhere. */
const provincesOf = ({ draft }: SimulationAsked, { agreements }: Told): string[] | null => {
  if (draft.levels) return null;
  const id = draft.agreement?.id;
  const versions: Agreement[] = [
    ...(draft.agreement ? [draft.agreement] : []),
    ...agreements.flatMap(({ data }) => (data.agreement.id === id ? [data.agreement] : [])),
  ];
  const places = versions.flatMap(({ clauses }) => clauses.map(({ destination }) => destination));
  const provinces = new Set(
    [...places, ...(draft.ruleSet ? [draft.ruleSet.destination] : [])].map(provinceIn),
  );
  // To ask of every decision for where it was costs more than the few that are for nowhere.
  return ALL.every((province) => provinces.has(province)) ? null : [...provinces];
};

const peopleParts = ({ synthetic }: SimulationAsked): Part[] => {
  const { size } = synthetic ?? { size: 0 };
  return Array.from({ length: Math.ceil(size / PEOPLE) }, (_, at) => ({
    kind: 'synthetic',
    first: at * PEOPLE,
    count: Math.min(PEOPLE, size - at * PEOPLE),
  }));
};

const namesOf = ({ agreement, ruleSet, levels }: SimulationAsked['draft']): SimulationReport['draft'] => ({
  agreement: agreement ? digestOf(agreement) : null,
  ruleSet: ruleSet ? digestOf(ruleSet) : null,
  levels: levels ? digestOf(levels) : null,
});

/**
 * Decides the decisions of a window, and people who are made up, again as if the draft had held. Reads alone.
 * @throws Stopped when it is to stop
 */
export const runSimulation = async (
  asked: SimulationAsked,
  { sql, url, threads, progress }: Running,
): Promise<SimulationReport> => {
  const told = await toldOf(sql);
  const { slices, total, erased } = await slicesOf(sql, asked.window);
  const all = total + (asked.synthetic?.size ?? 0);
  const [recorded, population] = [emptyTally(), emptyTally()];
  const tellProgress = async (): Promise<void> => {
    const examined = recorded.examined + population.examined;
    const changed = recorded.changed + population.changed;
    if (!(await progress({ state: 'running', examined, total: all, changed }))) throw new Stopped();
  };
  await tellProgress();
  const job = { asked, told, provinces: provincesOf(asked, told) };
  const parts = [...slices.map((slice): Part => ({ kind: 'recorded', slice })), ...peopleParts(asked)];
  await simulateParts(threads, url, job, parts, async (tally, { kind }) => {
    addTally(kind === 'recorded' ? recorded : population, tally);
    await tellProgress();
  });
  return {
    ...asked,
    draft: namesOf(asked.draft),
    engine: ENGINE_VERSION,
    recorded: { ...summaryOf(recorded), erased },
    population: asked.synthetic ? summaryOf(population) : null,
    limits: untried(asked.draft.levels, told.levels, asked.window),
  };
};
