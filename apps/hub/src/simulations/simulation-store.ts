import { digestOf } from '@huren/crypto';
import type { Sql } from '@huren/events';
import { publicReport } from './public-report.ts';
import type {
  Simulation,
  SimulationAsked,
  SimulationProgress,
  SimulationReport,
  SimulationState,
} from './simulation.ts';

type Row = {
  simulation_id: string;
  state: SimulationState;
  is_alive: boolean;
  asked: SimulationAsked;
  begun_at: Date;
  ended_at: Date | null;
  total: string;
  examined: string;
  changed: string;
  report: SimulationReport | null;
  digest: string | null;
  error: string | null;
};

/** A simulation that has not been heard of for so long was broken off. */
const LEASE = `interval '30 seconds'`;

const UNDER_WAY = `state in ('waiting', 'running')`;

export const addSimulation = (
  tx: Sql,
  simulationId: string,
  asked: SimulationAsked,
  now: Date,
): Promise<unknown> =>
  tx.query(
    `insert into simulation (simulation_id, state, asked, begun_at, lease_until)
     values ($1, 'waiting', $2, $3, clock_timestamp() + ${LEASE})`,
    [simulationId, JSON.stringify(asked), now],
  );

const simulationOfRow = (row: Row): Simulation => {
  const isUnderWay = row.state === 'waiting' || row.state === 'running';
  const isLost = isUnderWay && !row.is_alive;
  return {
    simulationId: row.simulation_id,
    state: isLost ? 'failed' : row.state,
    asked: row.asked,
    begunAt: row.begun_at,
    endedAt: row.ended_at,
    total: Number(row.total),
    examined: Number(row.examined),
    changed: Number(row.changed),
    report: row.report,
    digest: row.digest,
    error: isLost ? 'broken_off' : row.error,
  };
};

export const findSimulation = async (sql: Sql, simulationId: string): Promise<Simulation | undefined> => {
  const [row] = await sql.query<Row>(
    'select *, lease_until > clock_timestamp() as is_alive from simulation where simulation_id = $1',
    [simulationId],
  );
  return row && simulationOfRow(row);
};

/** Notes how far a simulation is, and that it lives; false: it was cancelled. */
export const noteProgress = async (
  sql: Sql,
  simulationId: string,
  { state, examined, total, changed }: SimulationProgress,
): Promise<boolean> => {
  const rows = await sql.query(
    `update simulation set state = $2, examined = $3, total = $4, changed = $5,
            lease_until = clock_timestamp() + ${LEASE}
      where simulation_id = $1 and ${UNDER_WAY} returning 1`,
    [simulationId, state, examined, total, changed],
  );
  return rows.length > 0;
};

/** Keeps the report under the digest of what of it everybody may read, unless the simulation was cancelled. */
export const noteReport = (
  sql: Sql,
  simulationId: string,
  report: SimulationReport,
  now: Date,
): Promise<unknown> =>
  sql.query(
    `update simulation set state = 'done', report = $2, digest = $3, ended_at = $4
      where simulation_id = $1 and ${UNDER_WAY}`,
    [simulationId, JSON.stringify(report), digestOf(publicReport(report)), now],
  );

/** Ends a simulation that is under way; false: there is none. */
export const noteEnd = async (
  sql: Sql,
  simulationId: string,
  state: 'failed' | 'cancelled',
  error: string | null,
  now: Date,
): Promise<boolean> => {
  const rows = await sql.query(
    `update simulation set state = $2, error = $3, ended_at = $4
      where simulation_id = $1 and ${UNDER_WAY} returning 1`,
    [simulationId, state, error, now],
  );
  return rows.length > 0;
};

/** Days after which a simulation is forgotten, unless terms name it. */
const LAST_DAYS = 90;

/** Forgets old simulations, but none by whose report somebody drafted. */
export const forgetSimulations = (sql: Sql, now: Date): Promise<unknown> =>
  sql.query(
    `delete from simulation
      where begun_at < $1::timestamptz - make_interval(days => $2)
        and not (${UNDER_WAY} and lease_until > clock_timestamp())
        and not exists (select 1 from instrument_version where terms ->> 'simulation' = simulation.digest)`,
    [now, LAST_DAYS],
  );
